import { counted as countOf } from '../../counted.js';
import type { Interval } from '../../metrics/wilson.js';
import { type BlankPatient, FEWEST_BLANK_PATIENTS, falseAlarmRates } from './blanks.js';
import {
  type Corrected,
  correctedShare,
  type LikelyRates,
  likelySensitivities,
  limitOfBlank,
  limitOfDetection,
  type MeasuredRate,
} from './corrected-share.js';
import type { RedCellCount } from './density.js';
import { exactInterval } from './exact-interval.js';
import { type FieldCount, type FieldSpread, fieldSpread } from './field-spread.js';
import { checkMinimumCounts, type MinimumCheck } from './minimum-counts.js';
import { type SeverityFlag, severityFlags } from './severity.js';

/** What is known of the classifier on whole fields: from `smear calibrate`. */
export interface ClassifierRates {
  /** Null when no infected cells of known patients were given: then misses are not corrected. */
  readonly sensitivity: MeasuredRate | null;
  /** Counts of patients without malaria. */
  readonly blanks: readonly BlankPatient[];
}

/** A share of cells with its interval, as parasites/µL too where the number of red cells is known. */
export interface Share extends Corrected {
  /** Null when the number of red cells per µL is not known. */
  readonly perMicrolitre: Corrected | null;
}

/**
 * Infected cells of a film; as a share and per microlitre only where the classifier's false alarms were measured. Shares are of
 * asexual parasites: WHO counts gametocytes apart (Malaria parasite counting, SOP MM-SOP-09).
 */
export interface Parasitaemia {
  /** Red cells that the figures rest on, of all fields together. */
  readonly counted: number;
  /** Of all stages. */
  readonly infected: number;
  /** Of the infected ones, those that are surely gametocytes; 0 where stages were not told. */
  readonly gametocytes: number;
  readonly fields: number;
  /** Asexual ones as counted, with the exact interval; null where {@link corrected} is. */
  readonly raw: Corrected | null;
  /** Whether {@link corrected} tells no more than what the share stays below: blanks show as many asexual parasites. */
  readonly isBound: boolean;
  /**
   * Asexual ones, corrected for the classifier's false alarms and, where the sensitivity was measured, its misses. Null without patients
   * without malaria, with too few of them, and where the count could be a patient's without malaria and with one alike.
   */
  readonly corrected: Share | null;
  /** Whether misses are corrected too; otherwise the corrected share is a lower bound. */
  readonly isSensitivityKnown: boolean;
  readonly redCells: RedCellCount;
  /** Null where {@link corrected} is. */
  readonly spread: FieldSpread | null;
  /** Infected cells of all stages among as many that a patient without malaria may show; null where that is not known. */
  readonly limitOfBlank: number | null;
  /** The least share that 95 % of patients who have it exceed the limit of blank with; null where that is not known. */
  readonly limitOfDetection: number | null;
  readonly minimumCounts: readonly MinimumCheck[];
  /** Empty where {@link corrected} is null. */
  readonly severity: readonly SeverityFlag[];
  /** Two or three sentences that say what was found, and never more than that. */
  readonly statement: string;
}

/**
 * Above this limit of detection a count within the limit of blank is not interpretable: 1 %, 50,000 parasites/µL, is a patient
 * who needs treatment and would be told to show no more than a healthy one.
 */
export const HIGHEST_LIMIT_OF_DETECTION = 0.01;

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
  const gametocytes = fields.reduce((sum, field) => sum + (field.gametocytes ?? 0), 0);
  const asexual = infected - gametocytes;
  const likely = rates && counted > 0 ? likelyRates(rates) : null;
  const blank = likely && limitOfBlank(likely, counted);
  const detectable = likely && limitOfDetection(likely, counted);
  const says = likely !== null && (infected > blank! || detectable! <= HIGHEST_LIMIT_OF_DETECTION);
  const likelyAsexual = says ? likelyRates(ofAsexual(rates!))! : null;
  const corrected = likelyAsexual && toShare(correctedShare(asexual, counted, likelyAsexual), redCells);
  const isSensitivityKnown = rates?.sensitivity != null;
  return {
    ...{ counted, infected, gametocytes, fields: fields.length },
    raw: says ? { value: asexual / counted, ci95: exactInterval(asexual, counted)! } : null,
    isBound: likelyAsexual !== null && asexual <= limitOfBlank(likelyAsexual, counted),
    ...{ corrected, isSensitivityKnown, redCells },
    spread: says ? fieldSpread(fields.map(asexualOf)) : null,
    limitOfBlank: blank,
    limitOfDetection: detectable,
    minimumCounts: checkMinimumCounts(counted, fields.length),
    severity: corrected ? severityFlags(corrected, isSensitivityKnown) : [],
    statement: statementOf({ counted, infected, gametocytes, rates, blank, detectable }),
  };
}

const asexualOf = ({ counted, infected, gametocytes = 0 }: FieldCount): FieldCount => ({
  counted,
  infected: infected - gametocytes,
});

const ofAsexual = ({ blanks, ...rates }: ClassifierRates): ClassifierRates => ({
  ...rates,
  blanks: blanks.map(({ cells, falseAlarms, gametocytes = 0 }) => ({
    cells,
    falseAlarms: falseAlarms - gametocytes,
  })),
});

const ofThem = (infected: number, gametocytes: number) =>
  gametocytes === 0 ? '' : ` (${gametocytes === infected ? 'all' : gametocytes} of them gametocytes)`;

function likelyRates({ sensitivity, blanks }: ClassifierRates): LikelyRates | null {
  const falseAlarms = falseAlarmRates(blanks);
  return falseAlarms && { falseAlarms, sensitivity: likelySensitivities(sensitivity) };
}

function toShare({ value, ci95 }: Corrected, { perMicrolitre: factor }: RedCellCount): Share {
  const perMicrolitre =
    factor === null
      ? null
      : { value: value * factor, ci95: [ci95[0] * factor, ci95[1] * factor] as Interval };
  return { value, ci95, perMicrolitre };
}

interface Found {
  readonly counted: number;
  readonly infected: number;
  readonly gametocytes: number;
  readonly rates: ClassifierRates | undefined;
  readonly blank: number | null;
  readonly detectable: number | null;
}

const CANNOT_EXCLUDE = 'A thin film cannot exclude malaria.';

function statementOf({ counted, infected, gametocytes, rates, blank, detectable }: Found): string {
  if (counted === 0) return 'No red cell could be counted, so there is no result.';
  const called = infected === 1 ? 'was called infected' : 'were called infected';
  const found = `${infected.toLocaleString('en')} of ${counted.toLocaleString('en')} red cells ${called}${ofThem(infected, gametocytes)}`;
  if (blank === null || detectable === null) {
    const unknown = `How many a patient without malaria would show is not known here${tooFew(rates)}: calibrate the microscope on patients without malaria.`;
    return infected === 0
      ? `${found}${upperBound(counted)}. ${unknown} ${CANNOT_EXCLUDE}`
      : `${found}. ${unknown}`;
  }
  if (infected > blank) return `${found}, more than the ${blank} that a patient without malaria may show.`;
  const alike = `A patient with ${percent(detectable)} infected cells may show as few`;
  return detectable <= HIGHEST_LIMIT_OF_DETECTION
    ? `${found}, no more than a patient without malaria may show (${blank}). ${alike}. ${CANNOT_EXCLUDE}`
    : `${found}: not interpretable. A patient without malaria may show up to ${blank}. ${alike}: count more cells, or calibrate the microscope on more patients without malaria.`;
}

/** Of the cells that the model calls, and of nothing else. */
const upperBound = (counted: number) =>
  `, so of all of this film’s fewer than ${percent(exactInterval(0, counted)![1])} would be (95 % confidence)`;

const tooFew = (rates: ClassifierRates | undefined) =>
  rates
    ? ` from ${countOf(rates.blanks.length, 'patient')} without malaria (${FEWEST_BLANK_PATIENTS} or more are needed)`
    : '';

const percent = (share: number) =>
  `${share < 0.1 ? (100 * share).toPrecision(2) : Math.round(100 * share)} %`;
