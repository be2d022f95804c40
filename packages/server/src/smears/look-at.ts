import { seenIn } from '@giemsa/core/internal/answer/cell-style';
import { callOf } from '@giemsa/core/internal/smear/analyse-field';
import type { Decision, SmearCell } from '@giemsa/core/smear';
import type { CorrectedField, ReadPatient } from './read-smears.js';

/** Why a cell is shown to a person. */
export type Reason = 'infected' | 'unsure' | 'person' | 'readers differ' | 'in a clump' | 'cut or covered';

/** A cell that a person is to look at. */
export interface ToLookAt {
  readonly field: CorrectedField;
  readonly cell: SmearCell;
  readonly reason: Reason;
  /** Of a counted cell, else of the most probable place in it. */
  readonly probability: number | null;
}

/**
 * The cells of a patient that somebody must look at: those that the model calls infected or is unsure about, whatever persons said of
 * them, those that persons call infected, and what looks infected and is not counted. Most probable first, what is not counted last.
 */
export function cellsToLookAt({ fields }: ReadPatient, decision: Decision): ToLookAt[] {
  const cells = fields.flatMap((field) =>
    field.field?.problem === null
      ? field.field.cells.flatMap((cell) => {
          const reason = reasonOf(cell, decision);
          return reason === undefined ? [] : [{ field, cell, reason, probability: probabilityOf(cell) }];
        })
      : [],
  );
  const isLast = ({ reason }: ToLookAt) => reason === 'in a clump' || reason === 'cut or covered';
  return cells.sort(
    (a, b) => Number(isLast(a)) - Number(isLast(b)) || (b.probability ?? 2) - (a.probability ?? 2),
  );
}

function reasonOf(cell: SmearCell, decision: Decision): Reason | undefined {
  const { call, counted, kind, probability, looked, disputed } = cell;
  if (disputed) return 'readers differ';
  if (probability !== null) {
    const model = callOf(probability, decision);
    if (model.call === 'infected') return 'infected';
    if (model.unsure) return 'unsure';
  }
  if (call === 'infected') return 'person';
  if (counted || (seenIn(cell).length === 0 && !looked)) return undefined;
  return kind === 'clump' ? 'in a clump' : 'cut or covered';
}

const probabilityOf = ({ probability, parts = [] }: SmearCell): number | null =>
  probability ?? (parts.length > 0 ? Math.max(...parts.map((part) => part.probability)) : null);

/** What a person said of a cell, and who; undefined where nobody has looked. */
export function answerOf(cell: SmearCell) {
  const { said, looked, stage, reviewer, reviewedAt } = cell;
  if (said !== undefined) {
    // A stage that a person said has no probability.
    const named = said === 'infected' && stage?.probability === null ? stage.name : said;
    return { answer: named, by: reviewer ?? null, at: reviewedAt ?? null };
  }
  return looked && { answer: looked.sees, by: looked.by, at: looked.at };
}

/** How many of them persons have looked at, and who. */
export function lookedAt(cells: readonly ToLookAt[]) {
  const answers = cells.flatMap(({ cell }) => answerOf(cell) ?? []);
  return {
    of: cells.length,
    done: answers.length,
    cannot_tell: answers.filter(({ answer }) => answer === 'cannot tell').length,
    readers: [...new Set(answers.flatMap(({ by }) => by ?? []))],
  };
}
