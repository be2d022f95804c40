import { join } from 'node:path';
import { loadDataset } from '../dataset/dataset.js';
import { type Split, sharedPatients } from '../dataset/split.js';
import { readSplitFile } from '../dataset/split-file.js';
import { wholeSplit } from '../dataset/subsets.js';
import { Mismatch } from '../errors/kinds.js';
import type { OnEvent } from '../events/events.js';
import { inParallel } from '../files/parallel.js';
import { gateFeatures } from '../gate/features.js';
import { FEWEST_CELLS, fitGate, ROBUST } from '../gate/gate.js';
import { refuseVector } from '../gate/refuse.js';
import { decodePixels } from '../pictures/decode.js';
import { resizeRgb } from '../pictures/resize.js';
import type { CombinedPredictions } from './combine-predictions.js';
import { confidentLearning } from './confident-learning.js';
import {
  type DuplicatePair,
  findDuplicates,
  NEAR,
  pixelHash,
  WORTH_A_LOOK,
  withoutMargin,
} from './duplicates.js';
import type { Audit, DuplicateFinding, SharedPatient } from './findings.js';
import { judgeLabels } from './judge-labels.js';
import { type ReadingsOfOne, readersAgreement } from './readings.js';
import { estimateWrongLabels } from './wrong-labels.js';

/** Side of the pictures that are searched for duplicates. */
const COMPARED_SIZE = 96;

export interface AuditOptions {
  readonly splitFile?: string | undefined;
  /** Answers of models that were not trained on the cells: of cross-validations. */
  readonly predictions?: CombinedPredictions | undefined;
  /** Reads what people read, once the cells are known; by reader. */
  readonly readings?: ((cells: Cells) => Promise<ReadingsOfOne[]>) | undefined;
  readonly cacheDir?: string | undefined;
  readonly onEvent?: OnEvent | undefined;
}

/** Cells with what is needed of them. */
export type Cells = Awaited<ReturnType<typeof loadDataset>>;

/**
 * Looks for things that make the figures of a data set wrong: duplicate pictures, pictures that are not
 * cells, patients on both sides of a split, and doubtful labels.
 * @throws UserError when the folder is not a data set, or a file given is of another
 */
export async function auditDataset(directory: string, options: AuditOptions): Promise<Audit> {
  const cells = await load(directory, options);
  const own = cells.subsets && wholeSplit(cells.subsets);
  const split = options.splitFile === undefined ? own : await readSplitFile(options.splitFile, cells);
  const pairs = findDuplicates(cells.images, COMPARED_SIZE, WORTH_A_LOOK, (done, total) =>
    options.onEvent?.({ type: 'progress', task: 'searching for duplicates', done, total }),
  );
  const duplicates = await describePairs(pairs, cells, split);
  return {
    folder: cells.root,
    cells: cells.files.length,
    patients: new Set(cells.patients.filter((patient) => patient !== null)).size,
    unreadable: cells.skipped,
    leftOut: cells.leftOut,
    duplicates,
    odd: await oddPictures(cells, options.onEvent),
    ...(split && { split: describeSplit(split, cells) }),
    ...(options.predictions && {
      labels: doubtfulLabels(cells, options.predictions, duplicates, (await options.readings?.(cells)) ?? []),
    }),
  };
}

function load(directory: string, { cacheDir, onEvent }: AuditOptions): Promise<Cells> {
  return loadDataset(directory, {
    imageSize: COMPARED_SIZE,
    colorMode: 'rgb',
    positiveClass: null,
    ...(cacheDir && { cacheDir }),
    onEvent,
  });
}

/** Pairs that differ by nothing are looked at in full size, pixel by pixel; those that differ by more than a little too. */
async function describePairs(
  pairs: readonly DuplicatePair[],
  cells: Cells,
  split: Split | undefined,
): Promise<DuplicateFinding[]> {
  const { root, files, labels, patients } = cells;
  const hashes = new Map<number, Promise<string>>();
  const hashOf = (position: number) => {
    const known = hashes.get(position) ?? decodePixels(join(root, files[position]!)).then(pixelHash);
    hashes.set(position, known);
    return known;
  };
  const trains = new Set(split?.train);
  const validates = new Set(split?.validation);
  const found: DuplicateFinding[] = [];
  for (const pair of pairs) {
    const { first, second } = pair;
    const near =
      pair.difference < NEAR
        ? pair
        : await compareWhole(join(root, files[first]!), join(root, files[second]!));
    if (!near) continue;
    const { difference, turned } = near;
    const exact = !turned && difference < 1e-3 && (await hashOf(first)) === (await hashOf(second));
    found.push({
      first: files[first]!,
      second: files[second]!,
      firstPatient: patients[first] ?? '',
      secondPatient: patients[second] ?? '',
      exact,
      difference: exact ? 0 : difference,
      turned,
      acrossClasses: labels[first] !== labels[second],
      acrossPatients: patients[first] !== patients[second],
      acrossSplit:
        (trains.has(first) && validates.has(second)) || (trains.has(second) && validates.has(first)),
    });
  }
  return found;
}

/** The pair compared from its files, black margins cut off; `undefined` when it is none. */
async function compareWhole(...files: [string, string]): Promise<DuplicatePair | undefined> {
  const images: Uint8Array[] = [];
  for (const file of files) {
    images.push(resizeRgb(withoutMargin(await decodePixels(file)), COMPARED_SIZE, COMPARED_SIZE));
  }
  return findDuplicates(Buffer.concat(images), COMPARED_SIZE, NEAR)[0];
}

/** Pictures beyond the limits that the input gate learns from the data set itself. */
async function oddPictures(
  { root, files, patients }: Cells,
  onEvent: OnEvent | undefined,
): Promise<Audit['odd']> {
  if (files.length < FEWEST_CELLS) return [];
  const vectors = new Array<Float64Array>(files.length);
  let done = 0;
  await inParallel(files.length, async (index) => {
    vectors[index] = gateFeatures(await decodePixels(join(root, files[index]!)));
    onEvent?.({ type: 'progress', task: 'looking for odd pictures', done: ++done, total: files.length });
  });
  const gate = fitGate(vectors, ROBUST);
  return vectors.flatMap((vector, index) => {
    const reason = refuseVector(gate, vector);
    return reason === undefined ? [] : [{ file: files[index]!, patient: patients[index] ?? '', reason }];
  });
}

function describeSplit(split: Split, { patients }: Cells): NonNullable<Audit['split']> {
  const count = (positions: readonly number[]) => {
    const counts = new Map<string, number>();
    for (const position of positions) {
      const patient = patients[position];
      if (patient != null) counts.set(patient, (counts.get(patient) ?? 0) + 1);
    }
    return counts;
  };
  const [train, validation] = [count(split.train), count(split.validation)];
  const shared: SharedPatient[] = [...validation].flatMap(([patient, cells]) =>
    train.has(patient) ? [{ patient, train: train.get(patient)!, validation: cells }] : [],
  );
  const { count: sharedCells, share } = sharedPatients(split, patients);
  return {
    train: split.train.length,
    validation: split.validation.length,
    sharedPatients: shared.sort((a, b) => b.validation - a.validation),
    sharedCells,
    sharedShare: share,
  };
}

/** Labels are the data set's as it is now; answers are joined by file name. */
function doubtfulLabels(
  { files, labels, patients, classNames, root }: Cells,
  combined: CombinedPredictions,
  duplicates: readonly DuplicateFinding[],
  readers: readonly ReadingsOfOne[],
): NonNullable<Audit['labels']> {
  const { classes } = combined;
  const answers = new Map(combined.cells.map((cell) => [cell.file, cell]));
  const order = classNames.map((name) => {
    const index = classes.indexOf(name);
    if (index >= 0) return index;
    throw new Mismatch(`the predictions do not have the class "${name}"; they have ${classes.join(', ')}`);
  });
  const joined = files.flatMap((file, position) => {
    const answer = answers.get(file);
    const label = order[labels[position]!]!;
    return answer ? [{ ...answer, label, patient: patients[position] ?? '' }] : [];
  });
  if (joined.length === 0) {
    throw new Mismatch(`none of the predicted files is in ${root}; the first is ${combined.cells[0]!.file}`);
  }
  const noise = confidentLearning(joined, classes.length);
  const doubtful = noise.doubtful.map(({ cell, suggested, selfConfidence }) => {
    const { file, patient, label } = joined[cell]!;
    return { file, patient, class: classes[label]!, suggested: classes[suggested]!, selfConfidence };
  });
  const judged = judgeLabels({
    ...{ classes, cells: joined, duplicates, readers },
    doubtful: new Set(doubtful.map(({ file }) => file)),
  });
  const [first, second] = readers;
  const read = judged.flatMap(({ verdict }) => verdict?.verdict ?? []);
  const of = (kind: string) => read.filter((verdict) => verdict === kind).length;
  return {
    ...{ predicted: joined.length, models: combined.members, noise, classes, doubtful },
    ...(first && {
      readings: {
        read: read.length,
        ...(second && { agreement: readersAgreement([first, second], classes) }),
        ...{ wrong: of('wrong'), right: of('right'), undecided: of('undecided') },
        estimate: estimateWrongLabels(judged),
      },
    }),
    judged,
  };
}
