import type { Adoption } from './adoption-file.js';
import type { PairedCalls } from './paired.js';

/** How much worse a new model may be, in points of sensitivity and in false alarms per 1,000 healthy cells. */
export const MARGINS = { sensitivity_points: 5, false_alarms_per_1000: 20 } as const;

type Measured = Pick<Adoption, 'held_out' | 'elsewhere'>;

/**
 * Whether a new model is offered: it must be better on the new microscope, where a point of sensitivity counts as much as a
 * false alarm in 1,000 cells, and worse by no margin there. Elsewhere, where cells are many, it must be certain (95 %) that
 * it is not worse by a margin.
 */
export function gateOf({ held_out: held, elsewhere }: Measured): Adoption['gate'] {
  const sensitivity = held.sensitivity ?? held.drawn_parasites;
  const [points, alarms] = [100 * differenceOf(sensitivity), 1000 * differenceOf(held.false_alarms)];
  const gain = points - alarms;
  const why: string[] = [];
  if (!held.false_alarms)
    why.push('no healthy cell of the new microscope was held out, so nothing can be compared');
  else if (!(gain > 0)) {
    why.push(
      `it is not better on the new microscope: sensitivity ${signed(points, ' points')}, ${signed(alarms, ' false alarms per 1,000')}`,
    );
  }
  if (points < -MARGINS.sensitivity_points)
    why.push(`on the new microscope it finds fewer infected cells: ${signed(points, ' points')}`);
  if (alarms > MARGINS.false_alarms_per_1000)
    why.push(`on the new microscope it has more false alarms: ${signed(alarms, ' per 1,000')}`);
  why.push(...worseElsewhere(elsewhere));
  const offered = why.length === 0;
  return {
    offered,
    reasons: offered
      ? [
          `better on the new microscope: sensitivity ${signed(points, ' points')}, ${signed(alarms, ' false alarms per 1,000')}`,
          `not worse on ${elsewhere.what} by ${marginWords}`,
        ]
      : why,
    notes: notesOf({ held_out: held, elsewhere }),
    margins: MARGINS,
  };
}

const marginWords = `more than ${MARGINS.sensitivity_points} points of sensitivity or ${MARGINS.false_alarms_per_1000} false alarms per 1,000`;

function worseElsewhere({ what, sensitivity, false_alarms: alarms }: Measured['elsewhere']): string[] {
  const why: string[] = [];
  const lost = sensitivity && -100 * sensitivity.difference_ci95[0];
  if (lost === null || lost > MARGINS.sensitivity_points) {
    why.push(
      lost === null
        ? `no infected cell elsewhere (${what}) to compare on`
        : `on ${what} it may find ${lost.toFixed(1)} points fewer infected cells (95 %); at most ${MARGINS.sensitivity_points} are accepted`,
    );
  }
  const more = alarms && 1000 * alarms.difference_ci95[1];
  if (more === null || more > MARGINS.false_alarms_per_1000) {
    why.push(
      more === null
        ? `no healthy cell elsewhere (${what}) to compare on`
        : `on ${what} it may have ${more.toFixed(1)} more false alarms per 1,000 (95 %); at most ${MARGINS.false_alarms_per_1000} are accepted`,
    );
  }
  return why;
}

/** Below this, chance alone rarely explains a change. */
const CHANCE = 0.05;

function notesOf({ held_out: held }: Measured): string[] {
  const measured = [held.false_alarms, held.sensitivity ?? held.drawn_parasites].filter(
    (one) => one !== null,
  );
  const notes: string[] = [];
  if (measured.every(({ p }) => p > CHANCE))
    notes.push('so few held-out cells changed that chance alone could explain it: correct more fields');
  if (held.sensitivity === null)
    notes.push(
      'no infected cell of the new microscope was held out: its sensitivity is known for drawn parasites only',
    );
  return notes;
}

const differenceOf = (calls: PairedCalls | null): number => calls?.difference ?? 0;

const signed = (value: number, unit: string): string => {
  const rounded = Number(value.toFixed(1));
  return `${rounded > 0 ? '+' : ''}${rounded}${unit}`;
};
