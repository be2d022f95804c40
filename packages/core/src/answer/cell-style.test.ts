import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { CELL_STYLES, type StyledCell, styleOf } from './cell-style.js';

const cell = (of: Partial<StyledCell>): StyledCell => ({
  ...{ kind: 'red cell', call: null, unsure: false, counted: false },
  ...of,
});

test.each([
  ['infected', cell({ counted: true, call: 'infected' })],
  ['infected-unsure', cell({ counted: true, call: 'infected', unsure: true })],
  ['unsure', cell({ counted: true, call: 'uninfected', unsure: true })],
  ['uninfected', cell({ counted: true, call: 'uninfected' })],
  ['cut', cell({})],
  ['clump', cell({ kind: 'clump' })],
  ['clump', cell({ kind: 'clump', parts: [{ call: 'uninfected' }] })],
  ['seen', cell({ kind: 'clump', parts: [{ call: 'infected' }] })],
  ['seen', cell({ parts: [{ call: 'infected' }] })],
  ['other', cell({ kind: 'debris', parts: [{ call: 'infected' }] })],
  ['white-cell', cell({ kind: 'white cell' })],
  ['other', cell({ kind: 'platelet' })],
  ['other', cell({ kind: 'debris' })],
])('a cell is drawn as %s', (style, of) => {
  expect(styleOf(of)).toBe(style);
});

test('the page draws cells in the colours and widths of the annotated pictures', async () => {
  const css = await readFile(new URL('../../../web/src/style.css', import.meta.url), 'utf8');
  const rule = (selector: string) => css.split(`\n${selector} {`)[1]!.split('}')[0]!;
  const value = (name: string, ...rules: string[]) =>
    rules.map((text) => new RegExp(`\\b${name}: ([^;]+);`).exec(text)?.[1]).findLast(Boolean);
  const long = (color: string) => color.replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3').toUpperCase();
  const drawn = Object.keys(CELL_STYLES).map((name) => {
    const rules = [rule('.cell'), ...(css.includes(`\n.cell.${name} {`) ? [rule(`.cell.${name}`)] : [])];
    const [color, width] = [value('stroke', ...rules)!, value('stroke-width', ...rules)!];
    return [name, { color: long(color), width: Number.parseFloat(width) }];
  });
  expect(Object.fromEntries(drawn)).toEqual(CELL_STYLES);
});
