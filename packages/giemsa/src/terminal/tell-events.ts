import { counted } from '@giemsa/core/internal/counted';
import type { Message } from '@giemsa/core/internal/errors/text';
import type { GiemsaEvent, OnEvent } from '@giemsa/core/internal/events/events';
import type { ResumableEvent } from '@giemsa/core/internal/events/training-events';
import { describeMeaning } from '@giemsa/core/internal/formats/model-meaning';
import { Bars, type Frequent } from './bars.js';
import { describeChosen, describeData, describeSplit } from './describe-data.js';
import { describeMetrics } from './describe-metrics.js';
import {
  describeFolds,
  describeLoaded,
  describeNetwork,
  describeNotUsed,
  describeSession,
  describeState,
  describeTrained,
} from './describe-training.js';
import { describeWarning } from './describe-warning.js';
import { goOnBy } from './interruption.js';
import type { Output } from './output.js';

const KEPT: Readonly<Record<ResumableEvent['what'], string>> = {
  training: 'finished epochs are kept',
  'cross-validation': 'finished folds and epochs are kept',
  sweep: 'finished trainings and epochs are kept',
};

/**
 * Runs some work and shows its events on the terminal: bars for frequent ones, lines for the rest. The last
 * bar is always finished. It notes what can be resumed, in case a signal ends the command.
 */
export async function tellingEvents<Value>(
  output: Pick<Output, 'say' | 'warn'>,
  work: (onEvent: OnEvent) => Promise<Value>,
): Promise<Value> {
  const bars = new Bars();
  const onEvent = (event: GiemsaEvent) => {
    if (bars.show(event)) return;
    if (event.type === 'warning') return output.warn(describeWarning(event));
    if (event.type === 'resumable') {
      return goOnBy({ kept: KEPT[event.what], options: { out: event.folder, resume: true } });
    }
    output.say(...linesOf(event));
  };
  try {
    return await work(onEvent);
  } finally {
    bars.stop();
  }
}

type Told = Exclude<GiemsaEvent, Frequent | { type: 'warning' | 'resumable' }>;

function linesOf(event: Told): Message[] {
  switch (event.type) {
    case 'model-opened':
      return describeMeaning(event.models);
    case 'left-out':
      return event.reasons.map((reason) => `Set aside: ${reason}`);
    case 'data-read':
      return describeData(event);
    case 'split':
      return describeSplit(event);
    case 'cells-chosen':
      return [describeChosen(event)];
    case 'network-built':
      return describeNetwork(event);
    case 'session-chosen':
      return [describeSession(event)];
    case 'run-started':
      return [event.resumed ? `Continuing ${event.folder}` : `Run folder: ${event.folder}`];
    case 'run-finished-before':
      return [`${event.folder} is finished: all ${event.epochs} epochs are done. Report: ${event.report}`];
    case 'weights-loaded':
      return describeLoaded(event);
    case 'weights-not-used':
      return [describeNotUsed(event)];
    case 'trained':
      return describeTrained(event);
    case 'folds-planned':
      return describeFolds(event);
    case 'sweep-planned':
      return [`Sweep: ${counted(event.trainings, 'training')} into ${event.folder}`];
    case 'next-training':
      return ['', event.name];
    case 'trainings-sent':
      return [
        `Sent to the workers: ${event.trainings} trainings. Stopping this command does not stop them; run it with --resume to wait again.`,
      ];
    case 'training-state':
      return [describeState(event)];
    case 'evaluation-started':
      return [`Model: ${event.architecture}, recipe ${event.recipe}, ${event.model}`];
    case 'evaluated':
      return describeMetrics(event.metrics);
    case 'report-written':
      return [`Report: ${event.report}`];
  }
}
