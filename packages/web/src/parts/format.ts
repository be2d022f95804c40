const time = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

export const when = (iso: string): string => time.format(new Date(iso));

/** Four digits, as everywhere in giemsa. */
export const probabilityText = (value: number): string => value.toFixed(4);

export const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
