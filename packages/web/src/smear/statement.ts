import { exactInterval } from '@giemsa/core/internal/smear/statistics/exact-interval';
import type { ApiParasitaemia } from '@giemsa/server';
import { significant, whole } from '../parts/format.js';
import { language, texts } from '../texts.js';

/** As in core's `density.ts`, which a browser cannot load. */
export const RED_CELLS_PER_HAEMATOCRIT = 125_600;

const percent = (share: number): string =>
  `${share < 0.1 ? significant(100 * share, 2) : whole(100 * share)} %`;

/** What was found in a patient, in sentences: in English those of the server, as they stand in the report. */
export const statementOf = (p: ApiParasitaemia): string =>
  language === 'en' ? p.statement : sentencesOf(p).join(' ');

/** The same in the language of the page. */
export function sentencesOf(p: ApiParasitaemia): string[] {
  const words = texts.smear.statement;
  const { counted, infected, gametocytes, corrected, limit_of_blank: blank, limit_of_detection: share } = p;
  if (counted === 0) return [words.nothing];
  const found =
    gametocytes === 0
      ? words.found({ infected, counted })
      : words.foundGametocytes({ infected, counted, gametocytes });
  if (blank === null || share === null) {
    if (infected > 0) return [found, words.unknown];
    const upper = exactInterval(0, counted)![1];
    return [found, words.fewerThan({ share: percent(upper) }), words.unknown, words.cannotExclude];
  }
  if (infected > blank) return [found, words.more({ blank })];
  if (corrected === null) return [found, words.notInterpretable({ blank, share: percent(share) })];
  return [found, words.within({ blank, share: percent(share) }), words.cannotExclude];
}

/** Parasites per microlitre, and what they are computed with. */
export function densityOf({ corrected, is_bound: isBound, red_cells: redCells }: ApiParasitaemia): string {
  const words = texts.smear;
  const density = corrected?.per_microlitre;
  const { source, per_microlitre: cells } = redCells;
  if (!density || cells === null) return words.noDensity;
  const [low, high] = density.ci95;
  return words.density({
    value: isBound ? `< ${whole(high)}` : whole(density.value),
    ...{ low: whole(low), high: whole(high), redCells: redCellsOf(source, cells) },
  });
}

function redCellsOf(source: string, perMicrolitre: number): string {
  const words = texts.smear.redCells;
  const cells = whole(perMicrolitre);
  if (source === 'measured') return words.measured({ cells });
  if (source === 'assumed') return words.assumed({ cells });
  const haematocrit = significant(perMicrolitre / RED_CELLS_PER_HAEMATOCRIT, 4);
  return words.haematocrit({ cells, haematocrit, factor: whole(RED_CELLS_PER_HAEMATOCRIT) });
}

/** How far a limit of severe malaria is reached; one that has no words here, in those of the server. */
export function severityText({ name, state }: ApiParasitaemia['severity'][number]): string {
  const { severity, reached } = texts.smear;
  const words = (severity as Readonly<Record<string, (values: { state: string }) => string>>)[name];
  return (
    words?.({ state: (reached as Readonly<Record<string, string>>)[state] ?? state }) ?? `${name}: ${state}`
  );
}

/** Most are initials of who wrote them, the same in all languages. */
export const guidelineText = (guideline: string): string =>
  (texts.smear.guidelines as Readonly<Record<string, string>>)[guideline] ?? guideline;
