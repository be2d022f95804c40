import { texts } from '../texts.js';

/** A time in the largest fitting unit: 40 seconds, 12 minutes, 3 hours. */
export function durationText(seconds: number): string {
  const words = texts.training.plan.times;
  if (seconds < 90) return words.seconds({ count: Math.max(1, Math.round(seconds)) });
  if (seconds < 90 * 60) return words.minutes({ count: Math.round(seconds / 60) });
  return words.hours({ count: Math.round(seconds / 3600) });
}
