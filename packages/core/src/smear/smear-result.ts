import type { SkippedFile } from '../files/skipped-file.js';
import type { Fact } from '../formats/model-meaning.js';
import { countField, type PatientSmear } from './analyse-smears.js';
import type { SmearCalibration } from './calibration-file.js';
import type { FieldRule } from './field-quality.js';

/** What a run of `smear` found and how; also written as `smear.json`. */
export interface SmearResult {
  readonly software: string;
  readonly made: string;
  readonly model: {
    readonly file: string;
    readonly sha256: string;
    readonly architecture: string;
    /** Where its file does not say it all. */
    readonly meaning?: readonly Fact[];
  };
  readonly finder: string;
  /** SHA-256 of the network of stages; null where stages were not told. */
  readonly stages_sha256: string | null;
  readonly threshold: number;
  readonly threshold_from: string;
  readonly calibration: SmearCalibration | null;
  /** Rules that set fields aside and were not followed. */
  readonly accepted: readonly FieldRule[];
  readonly patients: readonly PatientSmear[];
  /** What tells that fields were not taken in one way; empty where nothing does. */
  readonly notes: readonly string[];
  /** What was given and is not a patient's field, with the reason. */
  readonly left_out: readonly SkippedFile[];
}

/** The result without outlines, for a person or a program that wants the figures only. */
export function summarise(result: SmearResult) {
  return {
    ...result,
    patients: result.patients.map(({ fields, ...patient }) => ({
      ...patient,
      fields: fields.map((field) => ({
        ...{ file: field.file, problem: field.problem, ...countField(field) },
        ...(field.note !== undefined && { note: field.note }),
        ...(field.rule !== undefined && { rule: field.rule }),
        ...(field.accepted && { accepted: field.accepted }),
      })),
    })),
  };
}
