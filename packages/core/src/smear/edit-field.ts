import { isStage, STAGES, type Stage } from '../answer/stage.js';
import { callOf, type Decision, type SmearCell, type SmearField } from './analyse-field.js';
import { isCounted } from './classify-objects.js';
import type { Box, Outline } from './find/cell-finder.js';

/** What a person may say that an object of a field is. */
export const CELL_CLASSES = [
  'infected',
  'uninfected',
  'clump',
  'white cell',
  'platelet',
  'debris',
  // Infected, at this stage.
  ...STAGES,
] as const;
/** What a person says about a cell. */
export type CellClass = (typeof CELL_CLASSES)[number];

/** A person's correction of a field. Cells go by their numbers; an added cell gets the next one. */
export type FieldEdit =
  | { readonly action: 'class'; readonly cell: number; readonly class: CellClass }
  | { readonly action: 'remove'; readonly cell: number }
  /** The probability is the model's for the cell in its new outline; null where it was not asked. */
  | {
      readonly action: 'outline';
      readonly cell: number;
      readonly outline: Outline;
      readonly probability: number | null;
    }
  | { readonly action: 'add'; readonly outline: Outline; readonly probability: number | null }
  /** Takes back all corrections of the cell. */
  | { readonly action: 'restore'; readonly cell: number };

/** Who said it, and when (ISO 8601). */
export interface SignedEdit {
  readonly edit: FieldEdit;
  readonly reviewer: string;
  readonly created: string;
}

/**
 * A field as it was found, with a person's corrections in their order, and with calls by the given threshold.
 * Only the list itself is kept between edits, so the same list always gives the same field.
 */
export function editField(field: SmearField, edits: readonly SignedEdit[], decision: Decision): SmearField {
  const found = new Map(field.cells.map((cell) => [cell.id, called(cell, decision)]));
  const cells = new Map(found);
  const classes = new Map<number, CellClass>();
  let next = nextCell(field);
  for (const { edit, reviewer, created } of edits) {
    const sign = (cell: SmearCell): SmearCell => ({ ...cell, reviewer, reviewedAt: created });
    if (edit.action === 'add') {
      const cell = sign(withOutline(newCell(next++), edit.outline, edit.probability, field, decision));
      found.set(cell.id, cell);
      cells.set(cell.id, cell);
      continue;
    }
    if (edit.action === 'restore') {
      const before = found.get(edit.cell);
      if (before) cells.set(edit.cell, before);
      classes.delete(edit.cell);
      continue;
    }
    const cell = cells.get(edit.cell);
    if (!cell) continue;
    if (edit.action === 'remove') {
      cells.delete(edit.cell);
      continue;
    }
    if (edit.action === 'class') classes.set(edit.cell, edit.class);
    const outlined =
      edit.action === 'outline' ? withOutline(cell, edit.outline, edit.probability, field, decision) : cell;
    const said = classes.get(edit.cell);
    cells.set(edit.cell, sign(said === undefined ? outlined : withClass(outlined, said)));
  }
  return { ...field, cells: [...cells.values()].sort((a, b) => a.id - b.id) };
}

/** The number that the first cell gets which a person adds. */
export const nextCell = ({ cells }: SmearField): number => Math.max(0, ...cells.map(({ id }) => id)) + 1;

function called(cell: SmearCell, decision: Decision): SmearCell {
  const { probability, parts } = cell;
  if (probability !== null) return { ...cell, ...callOf(probability, decision) };
  if (!parts) return cell;
  return {
    ...cell,
    parts: parts.map((part) => ({ ...part, call: callOf(part.probability, decision).call })),
  };
}

const newCell = (id: number): SmearCell => ({
  ...{ id, kind: 'red cell', box: [0, 0, 0, 0], outline: [], area: 0, cells: 1 },
  ...{ cut: false, covered: false, counted: true, probability: null, call: null, unsure: false },
});

/** The counting rule stays as it is: a cell that the border cuts is not counted, whatever a person sees in it. */
function withClass(cell: SmearCell, name: CellClass): SmearCell {
  if (isStage(name)) return withStage(withClass(cell, 'infected'), name);
  const isRed = name === 'infected' || name === 'uninfected';
  const kind = isRed ? 'red cell' : name;
  const counted = isCounted({ ...cell, kind });
  const cells = isRed ? 1 : name === 'clump' ? Math.max(2, cell.cells) : 0;
  return { ...cell, kind, cells, counted, call: isRed && counted ? name : null, unsure: false };
}

/** With the stage that a person said. */
export const withStage = (cell: SmearCell, name: Stage): SmearCell => ({
  ...cell,
  stage: { name, probability: null },
});

function withOutline(
  cell: SmearCell,
  outline: Outline,
  probability: number | null,
  { width, height }: SmearField,
  decision: Decision,
): SmearCell {
  const box = boxOf(outline);
  const cut = box[0] <= 0 || box[1] <= 0 || box[0] + box[2] >= width || box[1] + box[3] >= height;
  // What the model saw was in the outline of before.
  const { parts: _, ...rest } = cell;
  const changed = { ...rest, outline, box, area: areaOf(outline), cut };
  if (probability === null || !isCounted(changed)) {
    return { ...changed, counted: false, probability: null, call: null, unsure: false };
  }
  return { ...changed, counted: true, probability, ...callOf(probability, decision) };
}

/** The smallest box of whole pixels about an outline. */
export function boxOf(outline: Outline): Box {
  const [xs, ys] = [0, 1].map((axis) => outline.filter((_, index) => index % 2 === axis)) as [
    number[],
    number[],
  ];
  const [left, top] = [Math.floor(Math.min(...xs)), Math.floor(Math.min(...ys))];
  return [left, top, Math.ceil(Math.max(...xs)) - left, Math.ceil(Math.max(...ys)) - top];
}

/** Area inside an outline in pixels (the shoelace formula). */
export function areaOf(outline: Outline): number {
  let twice = 0;
  for (let k = 0; k < outline.length; k += 2) {
    const next = (k + 2) % outline.length;
    twice += outline[k]! * outline[next + 1]! - outline[next]! * outline[k + 1]!;
  }
  return Math.abs(twice) / 2;
}
