import { counted } from '../counted.js';
import { InvalidOption, UnusableData } from '../errors/kinds.js';
import { type Message, option, text } from '../errors/text.js';
import type { SharedCells } from '../events/data-events.js';
import { randomFromSeed } from '../random.js';
import type { CellList } from './dataset.js';

/** How cells are split: by image as in Keras, or by patient. */
export type SplitKind = 'image' | 'patient';

/** A split that a user may choose: `folders` is the split that a data set comes with. */
export type SplitChoice = SplitKind | 'folders';

/** Which cells train and which validate, as positions in the data set, ascending. */
export interface Split {
  train: number[];
  validation: number[];
}

/**
 * Keras' `validation_split`: of each class, in the order of its sorted names, the first
 * `int(fraction * count)` cells validate and the rest train.
 * @throws UserError when `fraction` is not within (0, 1), or leaves a side without cells of some class.
 */
export function imageSplit({ labels, classNames }: CellList, fraction: number): Split {
  checkFraction(fraction);
  const counts = countClasses(labels, classNames.length);
  const limits = counts.map((count) => Math.trunc(fraction * count));
  const seen = counts.map(() => 0);
  const validates = Array.from(labels, (label) => seen[label]!++ < limits[label]!);
  const split = toSplit(validates);
  checkSides(split, labels, classNames, `validation share ${fraction}`);
  return split;
}

/**
 * Splits by patient: all cells of a patient are on one side. Of several seeded random choices of patients the one is
 * taken whose share of each class's cells, and of the patients, is nearest to `fraction`.
 * A cell of no known patient counts as a patient of its own.
 * @throws UserError when `fraction` is not within (0, 1), no patient is known, or a side would miss a class.
 */
export function patientSplit(cells: CellList, fraction: number, seed: number): Split {
  checkFraction(fraction);
  const { labels, classNames } = cells;
  const groups = groupByPatient(cells);
  const totals = [...countClasses(labels, classNames.length), groups.length];
  const random = randomFromSeed(seed);
  let best: { cost: number; chosen: Set<Group> } | undefined;
  for (let attempt = 0; attempt < 30; attempt++) {
    const candidate = chooseGroups(random.shuffle(groups), totals, fraction);
    if (!best || candidate.cost < best.cost) best = candidate;
  }
  const validates = new Array<boolean>(labels.length).fill(false);
  for (const group of best!.chosen) for (const cell of group.cells) validates[cell] = true;
  const split = toSplit(validates);
  checkSides(split, labels, classNames, `${counted(groups.length, 'patient')}`);
  return split;
}

/**
 * `count` folds for cross-validation, each cell validating in one of them and each patient in one fold only, with
 * every class spread evenly: patients, in seeded random order and then largest first, go where they even out most
 * (scikit-learn's `StratifiedGroupKFold`).
 * @throws UserError when `count` is not an integer of at least 2, there are fewer patients, or a side misses a class.
 */
export function patientFolds(cells: CellList, count: number, seed: number): Split[] {
  const { labels, classNames } = cells;
  const groups = groupByPatient(cells, '');
  if (!Number.isInteger(count) || count < 2 || count > groups.length) {
    throw new InvalidOption(
      'folds',
      count,
      `${count} folds: expected 2 to ${groups.length}, the number of patients`,
    );
  }
  const totals = countClasses(labels, classNames.length);
  const folds = Array.from({ length: count }, () => ({ sizes: totals.map(() => 0), groups: [] as Group[] }));
  const order = randomFromSeed(seed).shuffle(groups);
  for (const group of order.sort((a, b) => b.cells.length - a.cells.length)) {
    // The sum of squared shares grows least in the fold that the patient balances most; among equals, the
    // fold with fewest patients.
    const growth = folds.map(({ sizes }) =>
      sum(totals.map((total, c) => ((sizes[c]! + group.sizes[c]!) / total) ** 2 - (sizes[c]! / total) ** 2)),
    );
    const least = Math.min(...growth);
    const open = folds.filter((_, index) => growth[index]! <= least + 1e-12);
    const fold = open.reduce((a, b) => (b.groups.length < a.groups.length ? b : a));
    fold.groups.push(group);
    for (const c of totals.keys()) fold.sizes[c]! += group.sizes[c]!;
  }
  return folds.map((fold) => {
    const validates = new Array<boolean>(labels.length).fill(false);
    for (const group of fold.groups) for (const cell of group.cells) validates[cell] = true;
    const split = toSplit(validates);
    checkSides(
      split,
      labels,
      classNames,
      `${counted(count, 'fold')} of ${counted(groups.length, 'patient')}`,
    );
    return split;
  });
}

/** How many validation cells come from patients that are also in training, and their share of all of them. */
export function sharedPatients(
  split: Split,
  patients: readonly (string | null)[],
): { count: number; share: number } {
  const training = new Set(split.train.map((cell) => patients[cell]!));
  const shared = split.validation.filter((cell) => patients[cell] !== null && training.has(patients[cell]!));
  return { count: shared.length, share: shared.length / split.validation.length };
}

/** The same; `null` where no patient is known. */
export const sharedCells = (split: Split, patients: readonly (string | null)[]): SharedCells | null =>
  patients.every((patient) => patient === null) ? null : sharedPatients(split, patients);

/** A patient's cells, and how many of each class there are. */
interface Group {
  cells: number[];
  sizes: number[];
}

/** @param instead what else can be done if no patient is known; a cross-validation has no alternative */
function groupByPatient(
  { patients, labels, classNames }: CellList,
  instead: Message = text`, or use ${option('split')} image`,
): Group[] {
  if (patients.every((patient) => patient === null)) {
    throw new UnusableData(
      'the patient is not known for any cell, so patients cannot be kept apart: put the patientid_cellmapping_*.csv ' +
        `tables into the data folder, or start file names with the patient (C12P3_IMG_...)${instead}`,
    );
  }
  const groups = new Map<string | number, Group>();
  for (const [cell, patient] of patients.entries()) {
    const key = patient ?? cell;
    const group = groups.get(key) ?? { cells: [], sizes: classNames.map(() => 0) };
    group.cells.push(cell);
    group.sizes[labels[cell]!]! += 1;
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Takes patients in order, each if it brings the shares of classes and of patients nearer to `fraction`. */
function chooseGroups(groups: Group[], totals: number[], fraction: number) {
  const cost = (sizes: number[]) => sum(sizes.map((size, i) => (size / totals[i]! - fraction) ** 2));
  let sizes = totals.map(() => 0);
  const chosen = new Set<Group>();
  for (const group of groups) {
    const next = sizes.map((size, i) => size + (group.sizes[i] ?? 1));
    if (cost(next) >= cost(sizes)) continue;
    sizes = next;
    chosen.add(group);
  }
  return { cost: cost(sizes), chosen };
}

function toSplit(validates: boolean[]): Split {
  const cells = [...validates.keys()];
  return {
    train: cells.filter((cell) => !validates[cell]),
    validation: cells.filter((cell) => validates[cell]),
  };
}

function checkFraction(fraction: number): void {
  if (!(fraction > 0 && fraction < 1)) {
    throw new InvalidOption(
      'validationFraction',
      fraction,
      `validation share ${fraction}: expected a number between 0 and 1, such as 0.3`,
    );
  }
}

/** @throws UserError when the training or the validation side has no cell of some class. */
export function checkSides(
  split: Split,
  labels: Uint8Array,
  classNames: readonly string[],
  how: string,
): void {
  for (const side of ['train', 'validation'] as const) {
    const found = new Set(split[side].map((cell) => labels[cell]));
    for (const [label, name] of classNames.entries()) {
      if (found.has(label)) continue;
      const title = side === 'train' ? 'training' : 'validation';
      throw new UnusableData(
        `the split (${how}) leaves no ${title} cells of class ${name}; more data is needed`,
      );
    }
  }
}

function countClasses(labels: Uint8Array, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label]! += 1;
  return counts;
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
