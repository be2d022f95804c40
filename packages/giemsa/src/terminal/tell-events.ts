import type { Message } from '@giemsa/core/internal/errors/text';
import type { GiemsaEvent, OnEvent, Task, WarningEvent } from '@giemsa/core/internal/events/events';
import { describeMeaning } from '@giemsa/core/internal/formats/model-meaning';
import type { Output } from '@giemsa/core/internal/terminal/output';
import { type Progress, showProgress } from '@giemsa/core/internal/terminal/progress';

/** The label of a task's bar, and what is counted. */
const TASKS: Readonly<Record<Task, readonly [label: string, unit: string]>> = {
  'decoding cells': ['decoding', 'cells'],
  'searching for duplicates': ['searching for duplicates', 'cells'],
  'looking for odd pictures': ['looking for odd pictures', 'cells'],
  'counting fields': ['counting', 'fields'],
};

/**
 * Does some work and shows on the terminal what it tells of: a bar for each task, a line for the rest. The bar that is there at
 * the end is finished in any case.
 */
export async function tellingEvents<Value>(
  output: Output,
  work: (onEvent: OnEvent) => Promise<Value>,
): Promise<Value> {
  let shown: { task: Task; bar: Progress } | undefined;
  const endBar = () => {
    shown?.bar.stop();
    shown = undefined;
  };
  const onEvent = (event: GiemsaEvent) => {
    if (event.type !== 'progress') {
      endBar();
      return tellEvent(event, output);
    }
    if (shown?.task !== event.task) {
      endBar();
      shown = { task: event.task, bar: showProgress(...TASKS[event.task]) };
    }
    shown.bar.update(event.done, event.total);
  };
  try {
    return await work(onEvent);
  } finally {
    endBar();
  }
}

function tellEvent(event: Exclude<GiemsaEvent, { type: 'progress' }>, output: Output): void {
  if (event.type === 'warning') output.warn(warningOf(event));
  else output.say(...linesOf(event));
}

function linesOf(event: Exclude<GiemsaEvent, { type: 'progress' | 'warning' }>): Message[] {
  if (event.type === 'model-opened') return describeMeaning(event.models);
  return event.reasons.map((reason) => `Set aside: ${reason}`);
}

function warningOf(event: WarningEvent): string {
  if (event.about === 'calibration-not-used') {
    return `the calibration holds for its threshold ${event.threshold} only; figures stay uncorrected`;
  }
  return (
    'the threshold is the model’s own, for cells cut out by others: on whole fields it may call many healthy cells infected; ' +
    'measure it on fields without malaria: giemsa smear calibrate MODEL DIR'
  );
}
