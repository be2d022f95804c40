import type { AboutRun } from '@giemsa/core/internal/run-folder/about-run';
import type { PublishedRun } from '@giemsa/core/internal/run-folder/published-run';
import type { HistoryNumbers, RunOverview } from '@giemsa/core/internal/run-folder/read-run';
import type { ApiRun } from '../api-training-types.js';
import type { RUN_STEPS } from '../storage/task-types.js';
import type { Task } from '../storage/tasks.js';
import type { Comparison } from './compared.js';
import type { Failure } from './failure.js';

/** All that is known of a run. */
export interface KnownRun {
  /** Undefined as long as it was not begun. */
  readonly overview: RunOverview | undefined;
  readonly failure: Failure | undefined;
  readonly about: AboutRun;
  /** What was started of it here, the newest first. */
  readonly own: readonly Task[];
  readonly published: PublishedRun | undefined;
  /** Of its model as it is now, where it was published or compared. */
  readonly sha256: string | undefined;
  readonly compared: readonly Comparison[];
}

/** A run as the API shows it. */
export function presentRun(id: string, known: KnownRun): ApiRun {
  const { overview, failure, about, own, published, sha256, compared } = known;
  const training = own.find(({ request }) => request.kind === 'train');
  const { settings = null, history = [] } = overview ?? {};
  const state = stateOf(training, known);
  return {
    ...{
      id,
      name: about.name,
      note: about.note,
      started: about.started,
      state,
      here: training !== undefined,
    },
    progress: state === 'training' ? progressOf(training) : null,
    interruptions: training?.status === 'waiting' ? Math.max(0, training.attempts - 1) : 0,
    failure: state === 'failed' ? whyOf(training, failure) : null,
    created: overview?.created ?? failure?.started ?? about.started?.at ?? '',
    recipe: overview?.recipe ?? choiceOf(training, 'recipe') ?? failure?.recipe ?? '',
    architecture: overview?.architecture ?? '',
    epochs: overview?.epochs ?? choiceOf(training, 'epochs') ?? failure?.epochs ?? null,
    learning_rate: settings?.settings.learningRate ?? null,
    batch_size: settings?.settings.batchSize ?? null,
    image_size: settings?.settings.imageSize ?? null,
    seed: settings?.settings.seed ?? null,
    ...{
      cells: overview?.cells ?? 0,
      patients: settings?.data.patients ?? null,
      split: overview?.split ?? '',
    },
    ...{ trained_on: settings?.split.train ?? null, held_out: settings?.split.validation ?? null },
    ...{ seconds: secondsOf(history), history },
    // Of the model as it is now: one that was trained further is another one.
    published: published && published.sha256 === sha256 ? { by: published.by, at: published.at } : null,
    metrics: overview?.metrics ?? null,
    comparisons: compared.map(({ before, after, ...comparison }) => ({
      ...{ ...comparison, sha256: before.sha256, is_now: after.sha256 === sha256 },
    })),
    comparing: comparingOf(own.find(({ request }) => request.kind === 'compare')),
  };
}

/** What was started here is known for sure; of others their files tell it. */
function stateOf(training: Task | undefined, { overview, failure }: KnownRun): ApiRun['state'] {
  if (training?.status === 'waiting') return training.progress === null ? 'waiting' : 'training';
  if (training?.status === 'stopped') return 'stopped';
  if (training?.status === 'failed' || failure) return 'failed';
  return overview?.state ?? 'stopped';
}

const whyOf = (training: Task | undefined, failure: Failure | undefined): ApiRun['failure'] =>
  failure ? { code: failure.code, reason: failure.reason } : { code: null, reason: training?.reason ?? '' };

function choiceOf<Name extends 'recipe' | 'epochs'>(training: Task | undefined, name: Name) {
  return training?.request.kind === 'train' ? training.request.choices[name] : undefined;
}

function progressOf(task: Task | undefined): ApiRun['progress'] {
  if (!task?.progress) return null;
  const { step, done, total, secondsLeft } = task.progress;
  return { step: step as (typeof RUN_STEPS)[number], done, total, seconds_left: secondsLeft };
}

function comparingOf(task: Task | undefined): ApiRun['comparing'] {
  if (task?.request.kind !== 'compare' || task.status === 'done' || task.status === 'stopped') return null;
  const isOver = task.status === 'failed';
  return {
    model: task.request.model.id,
    progress: isOver ? null : progressOf(task),
    reason: isOver ? (task.reason ?? '') : null,
  };
}

const secondsOf = (history: readonly HistoryNumbers[]): number =>
  history.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0);
