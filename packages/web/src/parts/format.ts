import { locale } from '../texts.js';

/** Of each locale and kind, one that formats: they cost time to make. */
const formats = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat | Intl.ListFormat>();

function kept<Format extends Intl.DateTimeFormat | Intl.NumberFormat | Intl.ListFormat>(
  kind: string,
  make: () => Format,
): Format {
  const key = `${locale} ${kind}`;
  const format = formats.get(key) ?? make();
  formats.set(key, format);
  return format as Format;
}

export const when = (iso: string): string =>
  kept('time', () => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })).format(
    new Date(iso),
  );

/** With as many decimals as said. */
export const decimals = (value: number, digits: number): string =>
  kept(
    `decimals ${digits}`,
    () =>
      new Intl.NumberFormat(locale, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }),
  ).format(value);

/** With as many significant digits as said, at most. */
export const significant = (value: number, digits: number): string =>
  kept(
    `significant ${digits}`,
    () => new Intl.NumberFormat(locale, { maximumSignificantDigits: digits }),
  ).format(value);

export const whole = (value: number): string => decimals(Math.round(value), 0);

/** One after the other, as the language lists them. */
export const listed = (items: readonly string[]): string =>
  kept('list', () => new Intl.ListFormat(locale, { style: 'short', type: 'unit' })).format(items);

/** Beyond this a model's probability says no more. */
const CERTAIN = 0.0001;

/** Two decimals; nearer to 0 or 1 as many as show how near: 0.50, 0.992, 0.9998. */
export function probabilityText(value: number): string {
  const left = Math.min(value, 1 - value);
  if (left < CERTAIN) return value < 0.5 ? `< ${decimals(CERTAIN, 4)}` : `> ${decimals(1 - CERTAIN, 4)}`;
  return decimals(value, Math.max(2, Math.ceil(-Math.log10(left))));
}

/** A share has a decimal only where one cell more or less changes it by less than half a percent. */
export const percent = (part: number, of: number, digits = of > 200 ? 1 : 0): string =>
  of === 0 ? '–' : `${decimals((100 * part) / of, digits)} %`;
