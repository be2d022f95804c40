import type { Interval } from '../../metrics/wilson.js';
import type { RedCellCount } from './density.js';
import { exactInterval } from './exact-interval.js';
import { type FieldCount, type FieldSpread, fieldSpread } from './field-spread.js';
import { limitOfBlank } from './limit-of-blank.js';
import { checkMinimumCounts, type MinimumCheck } from './minimum-counts.js';
import { type Corrected, type MeasuredRate, roganGladen } from './rogan-gladen.js';
import { type SeverityFlag, severityFlags } from './severity.js';

/** What is known of the classifier on whole fields: from `smear calibrate`. */
export interface ClassifierRates {
  /** Null when no infected cells of known patients were given: then only the background is corrected. */
  readonly sensitivity: MeasuredRate | null;
  /** Cells of patients without malaria, and how many were called infected. */
  readonly background: { readonly cells: number; readonly falseAlarms: number };
}

/** A share of cells with its interval, as parasites/µL too where the number of red cells is known. */
export interface Share {
  readonly value: number;
  readonly ci95: Interval;
  /** Null when the number of red cells per µL is not known. */
  readonly perMicrolitre: { readonly value: number; readonly ci95: Interval } | null;
}

/** Infected cells of a film, as a share and per microlitre, with 95 % intervals. */
export interface Parasitaemia {
  /** Red cells that the figures rest on, of all fields together. */
  readonly counted: number;
  readonly infected: number;
  readonly fields: number;
  /** As counted; null when nothing was counted. */
  readonly raw: Share | null;
  /** Corrected for the classifier's misses and false alarms; null when they were not measured. */
  readonly corrected: Share | null;
  readonly redCells: RedCellCount;
  readonly spread: FieldSpread | null;
  /** Infected cells among as many that a patient without malaria may show, and as parasites/µL. */
  readonly limitOfBlank: { readonly cells: number; readonly perMicrolitre: number | null } | null;
  readonly minimumCounts: readonly MinimumCheck[];
  readonly severity: readonly SeverityFlag[];
  /** One sentence that says what was found, and never more than that. */
  readonly statement: string;
}

/**
 * A patient's parasitaemia from the counts of all fields together: not a mean of the fields' shares. A cell counts once however
 * many parasites are in it.
 */
export function parasitaemia(
  fields: readonly FieldCount[],
  redCells: RedCellCount,
  rates?: ClassifierRates,
): Parasitaemia {
  const counted = fields.reduce((sum, field) => sum + field.counted, 0);
  const infected = fields.reduce((sum, field) => sum + field.infected, 0);
  const interval = exactInterval(infected, counted);
  const raw = interval && toShare({ value: infected / counted, ci95: interval }, redCells);
  const blank = rates ? limitOfBlank(rates.background, counted) : null;
  const best = rates ? correct(infected, counted, rates) : null;
  const corrected = best && toShare(best, redCells);
  return {
    counted,
    infected,
    fields: fields.length,
    raw,
    corrected,
    redCells,
    spread: fieldSpread(fields),
    limitOfBlank:
      blank === null
        ? null
        : {
            cells: blank,
            perMicrolitre: redCells.perMicrolitre && (blank / counted) * redCells.perMicrolitre,
          },
    minimumCounts: checkMinimumCounts(counted, fields.length),
    severity: raw ? severityFlags((corrected ?? raw).value, (corrected ?? raw).ci95) : [],
    statement: statementOf(counted, infected, raw, blank),
  };
}

function correct(
  infected: number,
  counted: number,
  { sensitivity, background }: ClassifierRates,
): Corrected | null {
  if (background.cells === 0) return null;
  const specificity = { value: 1 - background.falseAlarms / background.cells, n: background.cells };
  // A sensitivity that was not measured is taken as perfect: the figure is then too low rather than invented.
  return roganGladen(infected, counted, sensitivity ?? { value: 1, n: 1e9 }, specificity);
}

function toShare({ value, ci95 }: Corrected, { perMicrolitre: factor }: RedCellCount): Share {
  const perMicrolitre =
    factor === null
      ? null
      : { value: value * factor, ci95: [ci95[0] * factor, ci95[1] * factor] as Interval };
  return { value, ci95, perMicrolitre };
}

function statementOf(counted: number, infected: number, raw: Share | null, blank: number | null): string {
  const cells = counted.toLocaleString('en');
  if (!raw) return 'No red cell could be counted, so there is no result.';
  const upper = `${(100 * raw.ci95[1]).toPrecision(2)} %`;
  if (infected === 0) {
    return `No infected cell found in ${cells} red cells: parasitaemia below ${upper} with 95 % confidence. A thin film cannot exclude malaria.`;
  }
  const found = `${infected.toLocaleString('en')} of ${cells} red cells were called infected`;
  if (blank === null) {
    return `${found}. The false alarms in patients without malaria were not measured (giemsa smear calibrate).`;
  }
  if (infected <= blank) {
    return `${found}, no more than a patient without malaria may show (limit of blank: ${blank}). A thin film cannot exclude malaria.`;
  }
  return `${found}, more than the ${blank} that a patient without malaria may show.`;
}
