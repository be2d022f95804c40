/** What answers come from: every table and page that shows answers shows this beside them. */
export interface AnswerOrigin {
  /** By which the model decided; null for models of other than two classes. */
  readonly threshold: number | null;
  /** Who or what chose it, in words. */
  readonly thresholdFrom: string;
  /** Name of the model. */
  readonly model: string;
  readonly modelSha256: string;
  /** In words; `none` without one. */
  readonly calibration: string;
  /** Name and version of the program. */
  readonly software: string;
}

/** Columns of a table for {@link originCells}. */
export const ORIGIN_COLUMNS = [
  ...['threshold', 'threshold_from', 'model', 'model_sha256', 'calibration', 'software'],
];

/** The same in every line of a table. */
export const originCells = (origin: AnswerOrigin): (string | number)[] => [
  ...[origin.threshold ?? '', origin.thresholdFrom, origin.model, origin.modelSha256],
  ...[origin.calibration, origin.software],
];
