import { type AnswerOrigin, ORIGIN_COLUMNS, originCells } from '../answer/answer-origin.js';
import { seenIn } from '../answer/cell-style.js';
import { toCsv } from '../files/csv.js';
import type { SkippedFile } from '../files/skipped-file.js';
import type { SmearCell, SmearField } from './analyse-field.js';
import { countField, type PatientSmear } from './analyse-smears.js';
import { finalClass, modelClass } from './edit-field.js';
import { fieldNotes } from './figure-words.js';
import type { StageCounts } from './stage-words.js';

/** One line for each object of each field; a person fills in `reviewed_as` and `reviewer`. */
export const cellsCsv = (smears: readonly PatientSmear[], origin: AnswerOrigin): string =>
  [...cellsCsvParts(smears, origin)].join('');

/** The same, field by field. */
export function* cellsCsvParts(smears: readonly PatientSmear[], origin: AnswerOrigin): Generator<string> {
  const header = [
    'patient',
    'file',
    'cell',
    'kind',
    'x',
    'y',
    'width',
    'height',
    'area',
    'cut_by_border',
    'covered',
    'counted',
    'probability_infected',
    'call',
    'unsure',
    'stage',
    'stage_probability',
    'seen_infected',
    'reviewed_as',
    'reviewer',
    'reviewed_at',
    'outline',
    'field_checksum',
    'model_class',
    'final_class',
    ...ORIGIN_COLUMNS,
  ];
  const last = originCells(origin);
  yield toCsv([header]);
  for (const { patient, fields } of smears) {
    for (const { file, cells, sha256 } of fields) {
      const checksum = fieldChecksum(sha256);
      yield toCsv(
        cells.map((cell) => [
          ...[
            patient,
            file,
            ...cellRow(cell),
            checksum,
            modelClass(cell) ?? '',
            finalClass(cell) ?? '',
            ...last,
          ],
        ]),
      );
    }
  }
}

function cellRow(cell: SmearCell): (string | number)[] {
  const { id, kind, box, area, cut, counted, probability, call, unsure, reviewer, outline } = cell;
  // The network was asked of cells that a lower threshold would call infected, too.
  const stage = call === 'infected' ? cell.stage : undefined;
  const saidStage = stage?.probability === null ? stage.name : undefined;
  return [
    id,
    kind,
    ...box,
    Math.round(area),
    yes(cut),
    yes(cell.covered),
    yes(counted),
    probability?.toFixed(6) ?? '',
    call ?? '',
    yes(unsure),
    stage?.name ?? '',
    stage?.probability?.toFixed(6) ?? '',
    cell.parts ? seenIn(cell).length : '',
    // A person who only drew its outline has not said what it is.
    cell.said === undefined ? '' : (saidStage ?? call ?? ''),
    reviewer ?? '',
    cell.reviewedAt ?? '',
    outline.map((value) => value.toFixed(1)).join(' '),
  ];
}

/** Enough of a field's SHA-256 to know it again, with a word before it that no spreadsheet takes for a number. */
export const fieldChecksum = (sha256: string | undefined): string =>
  sha256 === undefined ? '' : `sha256:${sha256.slice(0, 16)}`;

const yes = (value: boolean) => (value ? 'yes' : 'no');

const STAGE_COLUMNS = ['rings', 'trophozoites', 'schizonts', 'gametocytes', 'stage_unsure'];
const stageCells = ({ rings, trophozoites, schizonts, gametocytes, stageUnsure }: StageCounts) => [
  ...[rings, trophozoites, schizonts, gametocytes, stageUnsure],
];
/** Nobody asked: that is not none. */
const noStages = STAGE_COLUMNS.map(() => '');

/**
 * One line for each field, set aside or not, and for each file that is none.
 * @param beside files that are no patient's
 */
export function fieldsCsv(
  smears: readonly PatientSmear[],
  origin: AnswerOrigin,
  beside: readonly SkippedFile[] = [],
): string {
  const header = [
    'patient',
    'file',
    'used',
    'reason',
    'width',
    'height',
    'cell_diameter',
    'red_cells_counted',
    'infected',
    'unsure',
    ...STAGE_COLUMNS,
    'cut_by_border',
    'covered',
    'clumps',
    'cells_in_clumps',
    'seen_in_clumps',
    'seen_cut',
    'white_cells',
    'platelets',
    'debris',
    'note',
    'field_checksum',
    'reviewers',
    ...ORIGIN_COLUMNS,
  ];
  const last = originCells(origin);
  const empty = new Array<string>(header.length - 4 - last.length).fill('');
  const rows = smears.flatMap(({ patient, fields, leftOut = [] }) => [
    ...fields.map((field) => {
      const counts = countField(field);
      return [
        patient,
        field.file,
        yes(field.problem === null),
        field.problem ?? '',
        field.width,
        field.height,
        field.cellDiameter?.toFixed(1) ?? '',
        counts.counted,
        counts.infected,
        counts.unsure,
        ...(field.stagesSha256 === undefined ? noStages : stageCells(counts)),
        counts.cut,
        counts.covered,
        counts.clumps,
        counts.cellsInClumps,
        counts.seenInClumps,
        counts.seenCut,
        counts.whiteCells,
        counts.platelets,
        counts.debris,
        fieldNotes(field).join('; '),
        fieldChecksum(field.sha256),
        reviewersOf([field]).join('; '),
        ...last,
      ];
    }),
    ...leftOut.map(({ file, reason }) => [patient, file, 'no', reason, ...empty, ...last]),
  ]);
  const others = beside.map(({ file, reason }) => ['', file, 'no', reason, ...empty, ...last]);
  return toCsv([header, ...rows, ...others]);
}

/** More columns of patients, between their figures and the origin of these. */
export interface MoreColumns {
  readonly columns: readonly string[];
  readonly of: (smear: PatientSmear) => readonly (string | number)[];
}

/**
 * One line for each patient. A figure that is not known is empty, never 0: without a calibration only counts are there.
 * @param more what a reading room knows of the patients
 */
export function patientsCsv(
  smears: readonly PatientSmear[],
  origin: AnswerOrigin,
  more: MoreColumns = { columns: [], of: () => [] },
): string {
  const header = [
    'patient',
    'fields_used',
    'fields_given',
    'red_cells_counted',
    'infected',
    ...STAGE_COLUMNS,
    'called_percent',
    'called_ci95_low',
    'called_ci95_high',
    'corrected_percent',
    'corrected_ci95_low',
    'corrected_ci95_high',
    'parasites_per_microlitre',
    'red_cells_per_microlitre',
    'red_cells_source',
    'limit_of_blank_cells',
    'limit_of_detection_percent',
    'seen_in_clumps',
    'seen_cut',
    'statement',
    'reviewers',
    'files_left_out',
    ...more.columns,
    ...ORIGIN_COLUMNS,
  ];
  const percent = (value: number | undefined) => (value === undefined ? '' : (100 * value).toFixed(4));
  const rows = smears.map((smear) => {
    const { patient, fields, parasitaemia: p, seen, stages, leftOut = [] } = smear;
    return [
      patient,
      p.fields,
      fields.length,
      p.counted,
      p.infected,
      ...(stages ? stageCells(stages) : noStages),
      percent(p.raw?.value),
      percent(p.raw?.ci95[0]),
      percent(p.raw?.ci95[1]),
      percent(p.corrected?.value),
      percent(p.corrected?.ci95[0]),
      percent(p.corrected?.ci95[1]),
      p.corrected?.perMicrolitre ? Math.round(p.corrected.perMicrolitre.value) : '',
      p.redCells.perMicrolitre ?? '',
      p.redCells.source,
      p.limitOfBlank ?? '',
      percent(p.limitOfDetection ?? undefined),
      seen.inClumps,
      seen.cut,
      p.statement,
      reviewersOf(fields).join('; '),
      leftOut.length,
      ...more.of(smear),
      ...originCells(origin),
    ];
  });
  return toCsv([header, ...rows]);
}

/** The persons who corrected cells of some fields. */
export const reviewersOf = (fields: readonly SmearField[]): string[] => [
  ...new Set(fields.flatMap(({ cells }) => cells.flatMap(({ reviewer }) => reviewer ?? []))),
];
