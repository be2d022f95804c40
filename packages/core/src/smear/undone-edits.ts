import type { SignedEdit } from './edit-field.js';

/** How many corrections of a person can be undone, and done again. */
export interface Undoable {
  readonly undo: number;
  readonly redo: number;
}

interface History {
  readonly done: SignedEdit[];
  readonly undone: SignedEdit[];
}

/** The corrections of each person that stand, and those that were undone and not done again, both in their order. */
function histories(edits: readonly SignedEdit[]): Map<string, History> {
  const byPerson = new Map<string, History>();
  for (const signed of edits) {
    const { edit, reviewer, blind } = signed;
    if (blind) continue;
    const own = byPerson.get(reviewer) ?? { done: [], undone: [] };
    byPerson.set(reviewer, own);
    if (edit.action === 'undo') move(own.done, own.undone);
    else if (edit.action === 'redo') move(own.undone, own.done);
    else {
      own.done.push(signed);
      // Who goes on otherwise does not come back to what was undone.
      own.undone.length = 0;
    }
  }
  return byPerson;
}

function move(from: SignedEdit[], to: SignedEdit[]): void {
  const last = from.pop();
  if (last) to.push(last);
}

/** Of all persons: a person undoes only what they said themselves, last thing first. */
export function doneEdits(edits: readonly SignedEdit[]): ReadonlySet<SignedEdit> {
  const blind = edits.filter((edit) => edit.blind);
  return new Set([...blind, ...[...histories(edits).values()].flatMap(({ done }) => done)]);
}

/** Of each person who corrected. */
export function undoableOf(edits: readonly SignedEdit[]): Map<string, Undoable> {
  return new Map(
    [...histories(edits)].map(([person, { done, undone }]) => [
      person,
      { undo: done.length, redo: undone.length },
    ]),
  );
}
