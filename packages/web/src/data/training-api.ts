import { answered, BASE, DELETE, from, GET, of, POST, PUT, pageOf, signed } from './api.js';
import type { paths } from './api-schema.js';

type Body<Path extends keyof paths> = paths[Path] extends {
  post: { requestBody: { content: { 'application/json': infer Sent } } };
}
  ? Sent
  : never;

/** What is trained, and how. */
export type NewRun = Body<'/api/v1/runs'>;
export type TrainingData = NewRun['data'];
export type TrainingChoices = NewRun['choices'];

/** The API of trainings. `by` is the person, where no tokens are asked for. */
export const trainingApi = {
  runs: (after?: string) => pageOf(GET('/api/v1/runs', { params: { query: from(after) } })),
  training: () => answered(GET('/api/v1/training')),
  sets: () => answered(GET('/api/v1/labelled-sets')),
  reviewed: () => answered(GET('/api/v1/reviewed-batches')),
  /** @param measure times some steps where no training tells the speed */
  plan: (data: TrainingData, choices: TrainingChoices, measure: boolean) =>
    answered(POST('/api/v1/runs/plan', { body: { data, choices, measure } })),
  train: (body: NewRun) => answered(POST('/api/v1/runs', { body })),
  stop: (run: string) => answered(POST('/api/v1/runs/{run}/stop', of({ run }))),
  resume: (run: string, by: string | undefined) =>
    answered(POST('/api/v1/runs/{run}/resume', { ...of({ run }), body: signed(by) })),
  about: (run: string, name: string | null, note: string | null, by: string | undefined) =>
    answered(PUT('/api/v1/runs/{run}/about', { ...of({ run }), body: { name, note, ...signed(by) } })),
  compare: (run: string, model: string, by: string | undefined) =>
    answered(POST('/api/v1/runs/{run}/comparisons', { ...of({ run }), body: { model, ...signed(by) } })),
  publish: (run: string, published: boolean, by: string | undefined) =>
    answered(PUT('/api/v1/runs/{run}/published', { ...of({ run }), body: { published, ...signed(by) } })),
  steps: (run: string, points: number) =>
    answered(GET('/api/v1/runs/{run}/steps', { params: { path: { run }, query: { points } } })),
  remove: (run: string) => answered(DELETE('/api/v1/runs/{run}', of({ run }))),
  trash: () => answered(GET('/api/v1/trashed-runs')),
  restore: (run: string) => answered(POST('/api/v1/trashed-runs/{run}/restore', of({ run }))),
  removeForGood: (run: string) => answered(DELETE('/api/v1/trashed-runs/{run}', of({ run }))),
  report: (run: string) => `${BASE}/runs/${encodeURIComponent(run)}/report`,
  events: (run: string) => `${BASE}/runs/${encodeURIComponent(run)}/events`,
};
