import { type BlindAnswer, type ReadingState, readingOf } from '../answer/blind-reading.js';
import { isStage } from '../answer/stage.js';
import type { SmearCell, SmearField } from './analyse-field.js';
import type { SignedEdit } from './edit-field.js';
import { doneEdits } from './undone-edits.js';

/** What a person saw in a field without knowing what the model or others say: all cells that are asked and not named are uninfected. */
export interface FieldReading {
  readonly reviewer: string;
  /** ISO 8601. */
  readonly created: string;
  /** Numbers of cells. */
  readonly infected: readonly number[];
  /** Numbers of what was found as a cell and is none. */
  readonly notCells: readonly number[];
}

/** A person's answer about one cell; the class is null for what is no red cell. */
export interface CellAnswer extends BlindAnswer {
  readonly label: 'infected' | 'uninfected' | null;
  readonly created: string;
}

/** A cell that readers are asked about, with what they answered in their order. */
export interface AskedCell {
  readonly cell: SmearCell;
  readonly answers: readonly CellAnswer[];
  readonly state: ReadingState;
}

/**
 * The cells of a field that its readers are asked about, which are those that count. The first two readers answer all of them, the third
 * only those on which they differ. Once the blind reading has ended, the third answers by a correction.
 * @param readings one of each person, in the order in which they were given
 * @param edits corrections made afterwards
 */
export function askedCells(
  found: SmearField,
  readings: readonly FieldReading[],
  edits: readonly SignedEdit[] = [],
): AskedCell[] {
  if (found.problem !== null) return [];
  const done = readings.length === 2 && edits.length > 0 ? [...doneEdits(edits)] : [];
  const [first, second, third] = readings.map((reading) => ({
    infected: new Set(reading.infected),
    notCells: new Set(reading.notCells),
    signed: { reviewer: reading.reviewer, created: reading.created },
  }));
  return found.cells
    .filter(({ counted }) => counted)
    .map((cell) => {
      const answerIn = (reading: typeof first): CellAnswer[] => {
        if (reading === undefined) return [];
        const { infected, notCells, signed } = reading;
        const label = infected.has(cell.id) ? 'infected' : notCells.has(cell.id) ? null : 'uninfected';
        return [{ label, ...signed }];
      };
      const two = [...answerIn(first), ...answerIn(second)];
      const differ = readingOf(two).state === 'disagreed';
      const answers = differ ? [...two, ...answerIn(third), ...answersBy(done, cell.id)] : two;
      return { cell, answers, state: readingOf(answers).state };
    });
}

/** Classes that persons gave a cell, as answers. */
const answersBy = (done: readonly SignedEdit[], id: number): CellAnswer[] =>
  done.flatMap(({ edit, reviewer, created }): CellAnswer[] => {
    if (edit.action !== 'class' || edit.cell !== id) return [];
    const label = isStage(edit.class) ? 'infected' : edit.class;
    const isRed = label === 'infected' || label === 'uninfected';
    return [{ label: isRed ? label : null, reviewer, created }];
  });

/** How far a field is: fewer than two have read it; a third is to decide; nothing is left to answer. */
export function stateOfField(
  found: SmearField,
  readings: readonly FieldReading[],
  edits: readonly SignedEdit[] = [],
): ReadingState {
  const states = new Set(askedCells(found, readings, edits).map(({ state }) => state));
  const furthest: readonly ReadingState[] = ['waits', 'disagreed', 'decided'];
  return furthest.find((state) => states.has(state)) ?? 'agreed';
}

/**
 * What readers decided, as corrections that come before all others: the class of two who agree, signed by both, or of the third; where
 * only one has read, that reader's.
 */
export function editsOfReadings(found: SmearField, readings: readonly FieldReading[]): SignedEdit[] {
  return askedCells(found, readings).flatMap(({ cell, answers, state }): SignedEdit[] => {
    const [first, second, third] = answers;
    const counts = state === 'decided' ? third : state === 'agreed' ? second : second ? undefined : first;
    if (!first || !counts) return [];
    const reviewer = state === 'agreed' ? `${first.reviewer} and ${counts.reviewer}` : counts.reviewer;
    const edit = { action: 'class', cell: cell.id, class: counts.label ?? 'debris' } as const;
    return [{ edit, reviewer, created: counts.created, blind: true }];
  });
}

/** Cells on which two readers differ and nobody has decided: they have no class and are not counted. */
export function withoutDisputed(
  field: SmearField,
  found: SmearField,
  readings: readonly FieldReading[],
): SmearField {
  const disputed = new Set(
    askedCells(found, readings).flatMap(({ cell, state }) => (state === 'disagreed' ? cell.id : [])),
  );
  if (disputed.size === 0) return field;
  const cells = field.cells.map((cell): SmearCell => {
    // A third person may have decided after the blind reading had ended.
    if (!disputed.has(cell.id) || cell.said !== undefined) return cell;
    return { ...cell, counted: false, call: null, unsure: false, disputed: true, modelSaid: cell.call };
  });
  return { ...field, cells };
}
