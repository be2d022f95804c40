import type { BatchLogs, EpochLogs } from './callback.js';

/** What is known after a batch: speed, time left in this phase of the epoch, and the means so far. */
export function describeBatch(logs: BatchLogs): string {
  const secondsLeft = (logs.totalImages - logs.images) / logs.imagesPerSecond;
  const parts = [`${formatSpeed(logs.imagesPerSecond)}`, `${formatDuration(secondsLeft)} left`];
  parts.push(`loss ${logs.loss.toFixed(4)}`);
  if (logs.accuracy !== undefined) parts.push(`accuracy ${logs.accuracy.toFixed(4)}`);
  return parts.join('  ');
}

/**
 * The text of a finished epoch: one line, or more if it is too wide.
 * @param width in columns
 */
export function describeEpoch(epoch: number, epochs: number, logs: EpochLogs, width = 80): string {
  const parts = [`epoch ${epoch + 1}/${epochs}`];
  for (const name of ['loss', 'accuracy', 'val_loss', 'val_accuracy'] as const) {
    const value = logs[name];
    if (value !== undefined) parts.push(`${name} ${value.toFixed(4)}`);
  }
  parts.push(`learning rate ${formatLearningRate(logs.learning_rate)}`);
  parts.push(formatSpeed(logs.images_per_second), formatDuration(logs.seconds));
  const epochsLeft = epochs - epoch - 1;
  if (epochsLeft > 0) parts.push(`about ${formatDuration(epochsLeft * logs.seconds)} left`);
  return inLines(parts, width);
}

/** Parts side by side; those that do not fit continue below the second one. */
function inLines(parts: readonly string[], width: number): string {
  const [first = '', ...rest] = parts;
  const lines = [first];
  for (const part of rest) {
    const longer = `${lines.at(-1)}  ${part}`;
    if (longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(`${' '.repeat(first.length)}  ${part}`);
  }
  return lines.join('\n');
}

/** `412 images/s`; with a decimal when it is slow. */
function formatSpeed(imagesPerSecond: number): string {
  return `${imagesPerSecond.toFixed(imagesPerSecond < 100 ? 1 : 0)} images/s`;
}

/** `9.1e-4` */
function formatLearningRate(learningRate: number): string {
  return String(Number(learningRate.toPrecision(2)).toExponential());
}

/** `m:ss`, or `h:mm:ss` from an hour on. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '?';
  const whole = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
