import type { DownloadEvent, GiemsaEvent, ProgressEvent, Task } from '@giemsa/core/internal/events/events';
import type { EpochEvent, EpochProgressEvent } from '@giemsa/core/internal/events/training-events';
import { progressBar, type TrainingControl } from '@giemsa/nn';
import { showProgress } from './progress.js';

/** What comes often, and is shown by a bar. */
export type Frequent = ProgressEvent | DownloadEvent | EpochProgressEvent | EpochEvent;

interface Bar {
  tell(event: Frequent): void;
  stop(): void;
}

/** The label of a task's bar, and what is counted. */
const TASKS: Readonly<Record<Task, readonly [label: string, unit: string]>> = {
  'decoding cells': ['decoding', 'cells'],
  'searching for duplicates': ['searching for duplicates', 'cells'],
  'looking for odd pictures': ['looking for odd pictures', 'cells'],
  'counting fields': ['counting', 'fields'],
  'checking fields': ['checking', 'fields'],
  'predicting pictures': ['predicting', 'images'],
};

const MEGABYTE = 1e6;

/** The one bar that is on the terminal. */
export class Bars {
  #of: string | undefined;
  #bar: Bar | undefined;

  /** Shows an event as a bar, and ends any other bar. @returns whether it is one that bars show */
  show(event: GiemsaEvent): event is Frequent {
    const of = nameOf(event);
    if (of !== this.#of) this.stop();
    if (!isFrequent(event)) return false;
    this.#of = of;
    this.#bar ??= event.type === 'progress' || event.type === 'download' ? countingBar(event) : epochBar();
    this.#bar.tell(event);
    return true;
  }

  stop(): void {
    this.#bar?.stop();
    this.#bar = undefined;
    this.#of = undefined;
  }
}

const isFrequent = (event: GiemsaEvent): event is Frequent => nameOf(event) !== undefined;

/** What the bar of an event counts; `undefined` for events without a bar. */
function nameOf(event: GiemsaEvent): string | undefined {
  if (event.type === 'progress') return event.task;
  if (event.type === 'download') return `download of ${event.weights}`;
  return event.type === 'epoch-progress' || event.type === 'epoch' ? 'epochs' : undefined;
}

function countingBar(first: ProgressEvent | DownloadEvent): Bar {
  const bar = first.type === 'progress' ? showProgress(...TASKS[first.task]) : downloadBar(first);
  return {
    tell: (event) => {
      if ('done' in event && event.total !== undefined) bar.update(event.done, event.total);
    },
    stop: bar.stop,
  };
}

const downloadBar = ({ weights }: DownloadEvent) =>
  showProgress(weights === 'imagenet' ? 'ImageNet weights' : `weights ${weights}`, 'MB', MEGABYTE);

/** The bar controls nothing. */
const CONTROL: TrainingControl = { stopTraining() {}, getWeights: () => ({}), setWeights() {} };

/** Epochs as @giemsa/nn shows its own: a bar while one runs, a line when it has ended. */
function epochBar(): Bar {
  const bar = progressBar();
  let begun = false;
  return {
    tell: (event) => {
      if (event.type !== 'epoch-progress' && event.type !== 'epoch') return;
      if (!begun) bar.onTrainBegin?.(CONTROL, event.epochs);
      begun = true;
      if (event.type === 'epoch') bar.onEpochEnd?.(event.epoch, event.logs, CONTROL);
      else bar.onBatchEnd?.(event);
    },
    stop: () => bar.onTrainEnd?.(CONTROL),
  };
}
