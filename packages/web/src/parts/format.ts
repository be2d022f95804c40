const time = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

export const when = (iso: string): string => time.format(new Date(iso));

/** Beyond this a model's probability says no more. */
const CERTAIN = 0.0001;

/** Two decimals; nearer to 0 or 1 as many as show how near: 0.50, 0.992, 0.9998. */
export function probabilityText(value: number): string {
  const left = Math.min(value, 1 - value);
  if (left < CERTAIN) return value < 0.5 ? `< ${CERTAIN}` : `> ${1 - CERTAIN}`;
  return value.toFixed(Math.max(2, Math.ceil(-Math.log10(left))));
}

/** A share has a decimal only where one cell more or less changes it by less than half a percent. */
export const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(whole > 200 ? 1 : 0)} %`;
