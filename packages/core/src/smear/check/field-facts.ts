import type { Pixels } from '../../pictures/resize.js';
import type { SmearCell, SmearField } from '../analyse-field.js';
import { countField } from '../analyse-smears.js';
import type { FieldLook } from '../field-look.js';
import { lookOf } from '../field-look.js';
import { edgeSharpness, type FieldRule } from '../field-quality.js';
import type { FoundField } from '../find/cell-finder.js';
import type { Likeness } from './likeness.js';

/** What was measured in a field. */
export interface CheckedField {
  readonly file: string;
  /** False for a picture that could not be read, or was read before. */
  readonly isRead: boolean;
  /** Why smear would set it aside; null for a field that it counts. */
  readonly problem: string | null;
  readonly rule?: FieldRule;
  /** In pixels; null where no cells were found. */
  readonly cellDiameter: number | null;
  readonly redCells: number;
  /** Whole red cells, which are classified. */
  readonly counted: number;
  /** Share of the picture in cells. */
  readonly coverage: number;
  /** Red cells estimated in groups that could not be parted. */
  readonly cellsInClumps: number;
  readonly whiteCells: number;
  readonly platelets: number;
  readonly debris: number;
  /** Steepness of the cells’ edges, as for the rule `blurred`; null where no cells were found. */
  readonly sharpness: number | null;
  readonly look: FieldLook | null;
  /** Counted cells with a probability between 5 and 95 %. */
  readonly doubtful: number;
  /** Medians of the counted cells; null without any, or for a model without an input gate. */
  readonly likeness: Likeness | null;
}

/** Facts of a field whose picture could not be read. */
export const unreadField = (file: string, problem: string): CheckedField => ({
  ...{
    file,
    isRead: false,
    problem,
    cellDiameter: null,
    redCells: 0,
    counted: 0,
    coverage: 0,
    cellsInClumps: 0,
  },
  ...{ whiteCells: 0, platelets: 0, debris: 0, sharpness: null, look: null, doubtful: 0, likeness: null },
});

/** @param found what the finder said; left out where the picture was set aside before it was searched */
export function factsOf(
  field: SmearField,
  picture: Pixels,
  found: FoundField | undefined,
  likeness: Likeness | null,
): CheckedField {
  const { counted, cellsInClumps, whiteCells, platelets, debris } = countField(field);
  const red = field.cells.filter(({ kind }: SmearCell) => kind === 'red cell').length;
  return {
    ...{ file: field.file, isRead: true, problem: field.problem, ...(field.rule && { rule: field.rule }) },
    ...{ cellDiameter: field.cellDiameter, redCells: red, counted, coverage: found?.coverage ?? 0 },
    ...{ cellsInClumps, whiteCells, platelets, debris, likeness },
    doubtful: field.cells.filter(isDoubtful).length,
    sharpness: found && red > 0 ? edgeSharpness(picture, found) : null,
    look: lookOf(picture, field.cells) ?? null,
  };
}

const isDoubtful = ({ counted, probability }: SmearCell) =>
  counted && probability !== null && probability > 0.05 && probability < 0.95;
