import cliProgress from 'cli-progress';
import type { BatchLogs, Callback } from './callback.js';
import { describeBatch, describeEpoch } from './progress-text.js';

/** How often a stream that is no terminal, such as a log file, gets a line. */
const LINE_INTERVAL_MS = 30_000;
const LONGEST_BAR = 30;
const SHORTEST_BAR = 5;

/** How a kind of stream shows a batch. */
interface Display {
  show(logs: BatchLogs): void;
  /** Makes room for a line of text. */
  clear(): void;
}

/**
 * Shows the progress of the training: images per second, time left, loss and accuracy.
 *
 * On a terminal a bar lives for each epoch and leaves one line when the epoch ends. Elsewhere each epoch gives a line, and
 * long epochs one every 30 seconds.
 * @param stream stderr by default, which leaves stdout to a program's results.
 */
export function progressBar({ stream = process.stderr }: { stream?: NodeJS.WriteStream } = {}): Callback {
  const display = stream.isTTY ? createBarDisplay(stream) : createLineDisplay(stream);
  let epochs = 0;
  const callback: Callback = {
    onTrainBegin(_control, plannedEpochs) {
      epochs = plannedEpochs;
    },
    onBatchEnd: (logs) => display.show(logs),
    onEpochEnd(epoch, logs) {
      display.clear();
      stream.write(`${describeEpoch(epoch, epochs, logs, stream.columns)}\n`);
    },
    onTrainEnd: () => display.clear(),
  };
  PROGRESS_BARS.add(callback);
  return callback;
}

/** Whether a callback is a progress bar, so that no second one is drawn. */
export const isProgress = (callback: Callback): boolean => PROGRESS_BARS.has(callback);

/** Whether a bar is drawn where nobody said so. */
export const isShownByDefault = (): boolean => process.stderr.isTTY === true;

const PROGRESS_BARS = new WeakSet<Callback>();

function titleOf({ epoch, epochs, phase }: BatchLogs): string {
  return `epoch ${epoch + 1}/${epochs}${phase === 'validation' ? ' validation' : ''}`;
}

function createLineDisplay(stream: NodeJS.WriteStream): Display {
  let lastLine = performance.now();
  return {
    show(logs) {
      if (performance.now() - lastLine < LINE_INTERVAL_MS) return;
      lastLine = performance.now();
      stream.write(`${titleOf(logs)}: ${logs.images}/${logs.totalImages}  ${describeBatch(logs)}\n`);
    },
    clear() {
      lastLine = performance.now();
    },
  };
}

function createBarDisplay(stream: NodeJS.WriteStream): Display {
  let bar: ReleasingBar | undefined;
  return {
    show(logs) {
      const payload = { title: titleOf(logs), text: describeBatch(logs) };
      if (bar === undefined) {
        bar = new ReleasingBar({
          stream,
          format: drawLine,
          clearOnComplete: true,
          // Switching off the terminal's own wrapping would outlast a killed process; drawLine keeps to the width.
          linewrap: true,
        });
        bar.start(logs.totalImages, logs.images, payload);
      }
      bar.setTotal(logs.totalImages);
      bar.update(logs.images, payload);
    },
    clear() {
      bar?.stop();
      bar = undefined;
    },
  };
}

function drawLine(
  _options: cliProgress.Options,
  { progress, maxWidth = 80 }: cliProgress.Params,
  { title, text }: { title: string; text: string },
): string {
  const percentage = `${String(Math.floor(progress * 100)).padStart(3)} %`;
  // The last column stays free: writing there would make some terminals begin a new line.
  const room = maxWidth - 1 - `${title}  ${percentage}  ${text}`.length;
  const length = Math.min(LONGEST_BAR, room);
  const filled = Math.round(progress * length);
  const bar = length < SHORTEST_BAR ? '' : ` ${'\u2588'.repeat(filled)}${'\u2591'.repeat(length - filled)}`;
  return `${title}${bar} ${percentage}  ${text}`.slice(0, maxWidth - 1);
}

/** A bar whose timer does not keep the process alive when the training throws. */
class ReleasingBar extends cliProgress.SingleBar {
  override render(): void {
    super.render();
    // Not in the types of cli-progress: when it will draw next.
    (this as unknown as { timer: NodeJS.Timeout }).timer.unref();
  }
}
