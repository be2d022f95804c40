import { seenIn } from '@giemsa/core/internal/answer/cell-style';
import type { SmearField } from '@giemsa/core/internal/smear/analyse-field';
import { type LabelledObject, matchBoxes } from '@giemsa/core/internal/smear/match-boxes';

/** Overlap from which a place in a clump shows the labelled cell. */
const SAME_PLACE = 0.3;

/** What is called infected in clumps and in cells that the border cuts, against the labelled infected cells that do not count. */
export class Seen {
  private readonly shown = new Map<string, { labelled: number; others: number }>();
  private missed = 0;

  /** @param missed labelled infected cells that are not counted */
  add(field: SmearField, missed: readonly LabelledObject[]): void {
    this.missed += missed.length;
    const places = field.cells.flatMap((cell) => seenIn(cell).map(({ box }) => ({ kind: cell.kind, box })));
    const matches = matchBoxes(
      missed.map(({ box }) => box),
      places.map(({ box }) => box),
      SAME_PLACE,
    );
    const met = new Set(matches.values());
    places.forEach(({ kind }, index) => {
      const counts = this.shown.get(kind) ?? { labelled: 0, others: 0 };
      counts[met.has(index) ? 'labelled' : 'others']++;
      this.shown.set(kind, counts);
    });
  }

  tell(fields: number): void {
    for (const [kind, where] of [
      ['clump', 'seen in clumps'],
      ['red cell', 'seen in cells that the border cuts'],
    ] as const) {
      const { labelled, others } = this.shown.get(kind) ?? { labelled: 0, others: 0 };
      console.log(
        `  ${where}: ${labelled} of the ${this.missed} labelled infected cells that do not count, and ${others} others, ${(others / fields).toFixed(2)} a field`,
      );
    }
  }
}
