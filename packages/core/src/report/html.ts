import { escapeMarkup } from '../drawing/escape.js';

/** Markup that is safe to put on a page as it is. */
export class Html {
  constructor(readonly markup: string) {}
}

type HtmlValue = Html | Html[] | string | number | null | undefined | false;

/** Template tag: what is inserted is escaped, save `Html`; null, undefined and false insert nothing. */
export function html(texts: TemplateStringsArray, ...values: HtmlValue[]): Html {
  return new Html(texts.reduce((markup, text, index) => markup + insert(values[index - 1]) + text));
}

function insert(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.markup;
  if (Array.isArray(value)) return value.map(({ markup }) => markup).join('\n');
  return escapeMarkup(String(value));
}

/**
 * The address of a file beside a page: a path from there with `/`, whatever is in its names (`#`, `%`, `?`, blanks).
 * Half characters, which no address can hold, become U+FFFD.
 */
export const linkTo = (path: string): string =>
  path
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
