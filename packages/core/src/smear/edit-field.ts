import { isStage, STAGES, type Stage } from '../answer/stage.js';
import { callOf, type Decision, type ObjectClass, type SmearCell, type SmearField } from './analyse-field.js';
import { isCounted } from './classify-objects.js';
import type { Box, Outline } from './find/cell-finder.js';
import { doneEdits } from './undone-edits.js';

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

/** What a person may see in a cell without deciding what counts. */
export const LOOKS = ['infected', 'uninfected', 'cannot tell'] as const;
/** One of them. */
export type Look = (typeof LOOKS)[number];

/** A person's correction of a field. Cells go by their numbers; an added cell gets the next one. */
export type FieldEdit =
  | { readonly action: 'class'; readonly cell: number; readonly class: CellClass }
  /**
   * A person looked, and nothing counts otherwise for it: at what is not counted, or without being able to tell. Who cannot tell takes
   * back what they said before.
   */
  | { readonly action: 'look'; readonly cell: number; readonly sees: Look }
  | { readonly action: 'remove'; readonly cell: number }
  /** The probability is the model's for the cell in its new outline; null where it was not asked. */
  | {
      readonly action: 'outline';
      readonly cell: number;
      readonly outline: Outline;
      readonly probability: number | null;
    }
  | { readonly action: 'add'; readonly outline: Outline; readonly probability: number | null }
  /** Takes back what this person said about the cell: what others said stands. */
  | { readonly action: 'take back'; readonly cell: number }
  /** Takes back what everybody said about the cell. */
  | { readonly action: 'restore'; readonly cell: number }
  /** As if this person had not made their last correction of the field, whatever that was; `redo`: as if they had after all. */
  | { readonly action: 'undo' }
  | { readonly action: 'redo' };

/** Who said it, and when (ISO 8601). */
export interface SignedEdit {
  readonly edit: FieldEdit;
  readonly reviewer: string;
  readonly created: string;
  /** What readers decided without knowing what the model says: nobody undoes it. */
  readonly blind?: true;
}

/** A correction that stands, with the number of its cell. */
interface StandingEdit extends SignedEdit {
  readonly edit: Exclude<FieldEdit, { action: 'take back' | 'restore' | 'undo' | 'redo' }>;
  readonly cell: number;
}

/** Corrections without those that were undone or taken back, and without those of cells that are not there. */
export function standingEdits(field: SmearField, edits: readonly SignedEdit[]): StandingEdit[] {
  let next = nextCell(field);
  let standing: StandingEdit[] = [];
  const done = doneEdits(edits);
  for (const one of edits) {
    const { edit, ...signed } = one;
    if (edit.action === 'undo' || edit.action === 'redo') continue;
    // An added cell keeps its number, there or not: the numbers of others hang on it.
    if (!done.has(one)) {
      if (edit.action === 'add') next++;
    } else if (edit.action === 'add') standing.push({ ...signed, edit, cell: next++ });
    else if (edit.action === 'restore' || edit.action === 'take back') {
      // An added cell is removed, never taken back: the numbers of others hang on it.
      standing = standing.filter(
        ({ cell, edit: { action }, reviewer }) =>
          cell !== edit.cell ||
          action === 'add' ||
          (edit.action === 'take back' && reviewer !== signed.reviewer),
      );
    } else {
      if (edit.action === 'look') standing = withoutAnswers(standing, edit.cell, signed.reviewer);
      standing.push({ ...signed, edit, cell: edit.cell });
    }
  }
  return ofPresentCells(field, standing);
}

/** Without words about a cell that was never found, whose adding was undone, or that was removed before. */
function ofPresentCells({ cells }: SmearField, standing: readonly StandingEdit[]): StandingEdit[] {
  const present = new Set(cells.map(({ id }) => id));
  return standing.filter(({ edit: { action }, cell }) => {
    if (action === 'add') present.add(cell);
    if (!present.has(cell)) return false;
    if (action === 'remove') present.delete(cell);
    return true;
  });
}

/** Who else said something about the cell that a person's last correction added: undone, their words would be of no cell. */
export function othersOnLastAdded(
  field: SmearField,
  edits: readonly SignedEdit[],
  person: string,
): readonly string[] {
  const last = [...doneEdits(edits)].findLast(({ reviewer }) => reviewer === person);
  if (last?.edit.action !== 'add') return [];
  const adds = edits.filter(({ edit }) => edit.action === 'add');
  const added = nextCell(field) + adds.indexOf(last);
  const others = standingEdits(field, edits).filter(
    ({ cell, reviewer }) => cell === added && reviewer !== person,
  );
  return [...new Set(others.map(({ reviewer }) => reviewer))];
}

const withoutAnswers = (standing: readonly StandingEdit[], cell: number, person: string) =>
  standing.filter(
    ({ cell: other, reviewer, edit: { action } }) =>
      other !== cell || reviewer !== person || (action !== 'class' && action !== 'look'),
  );

/**
 * A field as it was found, with the corrections of persons in their order, and with calls by the given threshold. A class that a
 * person gave stands at every threshold. Only the list itself is kept between edits, so the same list always gives the same field.
 */
export function editField(field: SmearField, edits: readonly SignedEdit[], decision: Decision): SmearField {
  const cells = new Map(field.cells.map((cell) => [cell.id, called(cell, decision)]));
  const said = new Map<number, CellClass>();
  const signatures = new Map<number, Pick<SmearCell, 'reviewer' | 'reviewedAt'>>();
  const looks = new Map<number, NonNullable<SmearCell['looked']>>();
  for (const { edit, cell: id, reviewer, created } of standingEdits(field, edits)) {
    const cell = edit.action === 'add' ? newCell(id) : cells.get(id);
    if (!cell) continue;
    if (edit.action === 'look') {
      looks.set(id, { sees: edit.sees, by: reviewer, at: created });
      continue;
    }
    signatures.set(id, { reviewer, reviewedAt: created });
    if (edit.action === 'remove') cells.delete(id);
    else if (edit.action === 'class') said.set(id, edit.class);
    else cells.set(id, withOutline(cell, edit.outline, edit.probability, field, decision));
  }
  const edited = [...cells.values()].map((cell) => ({
    ...withClass(cell, said.get(cell.id)),
    ...signatures.get(cell.id),
    ...(looks.has(cell.id) && { looked: looks.get(cell.id)! }),
  }));
  return { ...field, cells: edited.sort((a, b) => a.id - b.id) };
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
export function withClass(cell: SmearCell, said: CellClass | undefined): SmearCell {
  if (said === undefined) return cell;
  if (isStage(said)) return withStage(withClass(cell, 'infected'), said);
  const isRed = said === 'infected' || said === 'uninfected';
  const kind = isRed ? 'red cell' : said;
  const counted = isCounted({ ...cell, kind });
  const cells = isRed ? 1 : said === 'clump' ? Math.max(2, cell.cells) : 0;
  const modelSaid = cell.said === undefined ? ownClass(cell) : (cell.modelSaid ?? null);
  return {
    ...cell,
    kind,
    cells,
    counted,
    call: isRed && counted ? said : null,
    unsure: false,
    said,
    modelSaid,
  };
}

/** What the model, or for what is no red cell the finder, says that it is; null for a red cell that is not counted. */
const ownClass = ({ call, kind }: SmearCell): ObjectClass | null =>
  call ?? (kind === 'red cell' ? null : kind);

/** The same whatever a person said. */
export const modelClass = (cell: SmearCell): ObjectClass | null =>
  cell.said === undefined && !cell.disputed ? ownClass(cell) : (cell.modelSaid ?? null);

/** What counts: the class that a person gave it, else the model's. */
export const finalClass = (cell: SmearCell): ObjectClass | null => cell.said ?? ownClass(cell);

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
  const { parts: _, stage: __, ...rest } = cell;
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
