import { UnusableData } from '../errors/kinds.js';
import { compareCodePoints } from '../pictures/picture-tree.js';
import { mixSeeds, randomFromSeed } from '../random.js';
import type { FieldCell } from './field-cells.js';

/** What the cells of a group are for: a patient's, or a field's where patients are not known. */
export type Part = 'training' | 'calibration' | 'held-out';

/** Labelled cells in three parts that share no patient, or no field. */
export interface Parts {
  readonly by: 'patient' | 'field';
  /** Why they are not parted by patient; undefined where they are. */
  readonly why: string | undefined;
  /** Each patient's, or each field's, part. */
  readonly partOf: ReadonlyMap<string, Part>;
}

/** Fewer leave a part empty. */
export const FEWEST_GROUPS = 4;
/** In turns: half of the groups train, a third is held out. */
const TURNS: readonly Part[] = ['training', 'held-out', 'calibration', 'training', 'held-out', 'training'];

/**
 * Parts cells by patient; by field where there are fewer than four patients, or one is not known. Groups with infected cells
 * come first, so that these are in every part where there are enough.
 * @throws UserError when there are fewer than four fields
 */
export function partCells(cells: readonly FieldCell[], seed: number): Parts {
  const patients = new Set(cells.map(({ patient }) => patient));
  const unknown = patients.has(null);
  const by = !unknown && patients.size >= FEWEST_GROUPS ? 'patient' : 'field';
  const groups = new Map<string, boolean>();
  for (const cell of cells) {
    const group = groupOf(cell, by);
    groups.set(group, cell.infected || groups.get(group) === true);
  }
  if (groups.size < FEWEST_GROUPS) {
    throw new UnusableData(
      `${groups.size} of the fields have labelled cells that were found; at least ${FEWEST_GROUPS} fields are needed, better 20`,
    );
  }
  const names = [...groups.keys()].sort(compareCodePoints);
  const shuffled = randomFromSeed(mixSeeds(seed, 5)).shuffle(names);
  const ordered = [true, false].flatMap((infected) =>
    shuffled.filter((name) => groups.get(name) === infected),
  );
  return {
    by,
    why: by === 'patient' ? undefined : whyByField(unknown, patients.size),
    partOf: new Map(ordered.map((name, index) => [name, TURNS[index % TURNS.length]!])),
  };
}

/** Why parts are not made by patient. @param unknown whether the patient of some field is not known */
export const whyByField = (unknown: boolean, patients: number): string =>
  `${unknown ? 'not all patients are known' : `there are only ${patients} patients, fewer than ${FEWEST_GROUPS}`}: ` +
  'fields are kept apart instead, so other fields of the same patient may have been learned from, which flatters both models';

const groupOf = ({ patient, field }: FieldCell, by: Parts['by']): string =>
  by === 'patient' ? patient! : field;

/** The cells of a part. */
export const cellsOf = (cells: readonly FieldCell[], { by, partOf }: Parts, part: Part): FieldCell[] =>
  cells.filter((cell) => partOf.get(groupOf(cell, by)) === part);
