import { counted } from '../counted.js';
import type { SmearField } from './analyse-field.js';
import type { FieldLook } from './field-look.js';
import { median } from './statistics/median.js';

/**
 * Fields whose cells lie apart by more, in logarithms of their diameters, are of two magnifications: one microscope's own fields
 * have no gap above 0.10, two microscopes of other pixel sizes one of 0.26 and more.
 */
const SIZE_GAP = 0.18;
/** Light that differs by more, in logarithms of red and blue over green: of one microscope's fields 0.10 at most. */
const LIGHT_GAP = 0.11;
/** Fewer cells do not show their usual size. */
const FEWEST_CELLS = 5;

type Field = Pick<SmearField, 'problem' | 'cellDiameter' | 'width' | 'height' | 'cells' | 'look'>;
type Measured = Field & { readonly cellDiameter: number; readonly look: FieldLook };

/** A patient's fields. */
export interface FieldsOf {
  readonly patient: string;
  readonly fields: readonly Field[];
}

/**
 * What tells that fields were not taken in one way: cells of clearly different sizes, or pictures of two sizes in another light.
 * Stain alone is no sign: it differs more within one microscope's fields than between two.
 * @returns a line for each patient whose fields differ, or one for all together; none for fields of one microscope
 */
export function tellMixed(patients: readonly FieldsOf[]): string[] {
  const within = patients.flatMap(({ patient, fields }) => {
    const found = difference(measuredOf(fields));
    return found ? [`${patient}: ${found.words}; were its fields taken ${found.how}?`] : [];
  });
  if (within.length > 0) return within;
  const found = difference(measuredOf(patients.flatMap(({ fields }) => fields)));
  if (!found) return [];
  return [
    `${found.words}; were these fields taken with different microscopes? A calibration holds for one: count each by itself`,
  ];
}

interface Difference {
  readonly words: string;
  /** What may have differed within one patient. */
  readonly how: string;
}

function difference(fields: readonly Measured[]): Difference | undefined {
  const sizes = sizeGroups(fields);
  if (sizes.length > 1) {
    const words = sizes.map((group) => {
      const usual = group[group.length >> 1]!.cellDiameter;
      return `${counted(group.length, 'field')} of cells ${usual.toFixed(0)} pixels wide`;
    });
    return { words: words.join(', '), how: 'at different magnifications' };
  }
  const words = differentCameras(fields);
  return words === undefined ? undefined : { words, how: 'with different cameras' };
}

const measuredOf = (fields: readonly Field[]): Measured[] =>
  fields.filter(
    (field): field is Measured =>
      field.problem === null &&
      field.cellDiameter !== null &&
      field.look !== undefined &&
      field.cells.filter((cell) => cell.counted).length >= FEWEST_CELLS,
  );

/** From small to large, parted where no field lies between. */
function sizeGroups(fields: readonly Measured[]): Measured[][] {
  const groups: Measured[][] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (const field of fields.toSorted((a, b) => a.cellDiameter - b.cellDiameter)) {
    const size = Math.log(field.cellDiameter);
    if (size - before > SIZE_GAP) groups.push([]);
    groups.at(-1)!.push(field);
    before = size;
  }
  return groups;
}

/** Pictures of two sizes whose light differs as well: a cut picture of the same camera has the same light. */
function differentCameras(fields: readonly Measured[]): string | undefined {
  const bySize = new Map<string, Measured[]>();
  for (const field of fields) {
    const own = bySize.get(sizeOf(field));
    if (own) own.push(field);
    else bySize.set(sizeOf(field), [field]);
  }
  const cameras = [...bySize].filter(([, own]) => own.length > 1);
  for (const [size, own] of cameras) {
    for (const [other, theirs] of cameras) {
      if (size >= other) continue;
      const [[red, blue], [otherRed, otherBlue]] = [lightOf(own), lightOf(theirs)];
      if (Math.hypot(red - otherRed, blue - otherBlue) <= LIGHT_GAP) continue;
      return `${counted(own.length, 'field')} of ${size} pixels and ${theirs.length} of ${other}, in another light`;
    }
  }
  return undefined;
}

const sizeOf = ({ width, height }: Measured): string =>
  `${Math.max(width, height)} × ${Math.min(width, height)}`;

/** Middle of red and of blue over green beside the cells, as logarithms. */
function lightOf(fields: readonly Measured[]): [number, number] {
  const middle = (channel: 0 | 2) =>
    median(
      fields.map(({ look: { background } }) => Math.log((background[channel] + 1) / (background[1] + 1))),
    );
  return [middle(0), middle(2)];
}
