import type { HeldSettings } from '../storage/settings.js';

/** The threshold of answers, and where it comes from. */
export interface ChosenThreshold {
  readonly value: number;
  /** In words. */
  readonly from: string;
  /** Who set it for the batch, and when; null where nobody did. */
  readonly set: { readonly by: string; readonly at: Date } | null;
}

/**
 * What a request asks for, else what a person set for the batch, else its own.
 * @param own the model's or the calibration's
 */
export function chosenThreshold(
  wanted: number | undefined,
  { threshold: set }: HeldSettings,
  own: { readonly value: number; readonly from: string },
): ChosenThreshold {
  const signed = set ? { by: set.by, at: set.at } : null;
  if (wanted !== undefined) return { value: wanted, from: 'chosen by hand', set: signed };
  if (!set) return { ...own, set: null };
  return { value: set.value, from: `set by ${set.by}, ${set.at.toISOString().slice(0, 10)}`, set: signed };
}
