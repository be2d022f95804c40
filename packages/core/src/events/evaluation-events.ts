import type { Metrics } from '../metrics/metrics-schema.js';

/** Cells were read, and a model begins to answer for them. */
export interface EvaluationStartedEvent {
  readonly type: 'evaluation-started';
  /** The model's file. */
  readonly model: string;
  readonly architecture: string;
  readonly recipe: string;
}

/** The figures of an evaluation. */
export interface EvaluatedEvent {
  readonly type: 'evaluated';
  readonly metrics: Metrics;
}

/** Tables, pictures and the page of an evaluation were written. */
export interface ReportWrittenEvent {
  readonly type: 'report-written';
  readonly report: string;
}
