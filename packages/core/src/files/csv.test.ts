import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { guardFormulas, toCsv, unguardFormulas } from './csv.js';
import { columnsOf, parseCsvTable, parseNumber, readCsvTable } from './csv-table.js';
import { decimalCommas } from './decimal-comma.js';

const folder = await temporaryFolder();

describe('what is written', () => {
  test.each([
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ['+49 170', "'+49 170"],
    ['-5', '-5'],
    ['-1e-7', '-1e-7'],
    ['-cmd', "'-cmd"],
    ['@SUM(1)', "'@SUM(1)"],
    ['\t=1', `"'\t'=1"`],
    ['＝1+1', "'＝1+1"],
    ['a;=2+3;b', `"a;'=2+3;b"`],
    ['a\n=2+3', `"a\n'=2+3"`],
    ["'=1", "''=1"],
    ['a=b', 'a=b'],
    ['a,b', '"a,b"'],
    ['say "so"', '"say ""so"""'],
  ])('%j as %j', (text, cell) => {
    expect(toCsv([[text, 1]])).toBe(`${cell},1\n`);
  });

  test('numbers stay numbers, nothing is nothing', () => {
    expect(toCsv([[-0.25, 1e-7, '', null, undefined, '-0.2500']])).toBe('-0.25,1e-7,,,,-0.2500\n');
  });
});

describe('what was written is read as it was', () => {
  const text = fc.stringMatching(/^[=+\-@'";,\t\r\na1ä＝ ]*$/);

  test('any text, by the guard', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(unguardFormulas(guardFormulas(value))).toBe(value);
      }),
      { numRuns: 2000 },
    );
  });

  test('any table', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 5 }), (rows) => {
        const read = parseCsvTable(toCsv([['file', 'note'], ...rows]), 'x.csv');
        const wanted = rows.filter(([file, note]) => file !== '' || note !== '');
        const filled = read.filter(({ file, note }) => file !== '' || note !== '');
        expect(filled.map(({ file, note }) => [file, note])).toEqual(wanted);
      }),
    );
  });

  test('no cell begins a formula, whether cells are parted by commas, semicolons or tabs', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (row) => {
        const csv = toCsv([row]);
        for (const cell of csv.split(/[;\t\r\n]/)) {
          expect(/^"?[=+\-@＝](?!\d*("|,|$))/.test(cell)).toBe(false);
        }
      }),
    );
  });
});

describe('for spreadsheets with a decimal comma', () => {
  const rows = [
    ['file', 'patient', 'probability', 'share', 'n'],
    ['a,b.png', '1.5', '0.9608217477798462', 1e-7, 12],
    ['=c.png', 'P2', '', -0.25, 1],
  ];
  const written = () => {
    const write = decimalCommas();
    return write(toCsv(rows.slice(0, 2))) + write(toCsv(rows.slice(2)));
  };

  test('semicolons part cells, numbers have a comma and names stay as they are', () => {
    expect(written()).toBe(
      '\ufefffile;patient;probability;share;n\n"a,b.png";1.5;"0,9608217477798462";1e-7;12\n\'=c.png;P2;;"-0,25";1\n',
    );
  });

  test('read back it is the same table', () => {
    const [first, second] = parseCsvTable(written(), 'x.csv');
    expect(first).toMatchObject({ file: 'a,b.png', patient: '1.5', n: '12' });
    expect(parseNumber(first!.probability!)).toBe(0.9608217477798462);
    expect(second).toMatchObject({ file: '=c.png' });
    expect(parseNumber(second!.share!)).toBe(-0.25);
  });
});

describe('tables of other programs', () => {
  const rows = [
    { file: 'a;b.png', class: 'größe' },
    { file: '=c.png', class: 'x' },
  ];

  test.each([
    ['Excel in Germany', '\ufefffile;class\r\n"a;b.png";größe\r\n\'=c.png;x\r\n'],
    ['a line that names the sign', 'sep=;\r\nfile;class\r\n"a;b.png";größe\r\n=c.png;x\r\n'],
    ['tabs', 'file\tclass\na;b.png\tgröße\n=c.png\tx\n'],
    ['commas, titles in quotes', '"file","class"\n"a;b.png","größe"\n\n=c.png,x\n'],
  ])('%s', (_, text) => {
    expect(parseCsvTable(text, 'x.csv')).toEqual(rows);
    expect(columnsOf(text)).toEqual(['file', 'class']);
  });

  test.each([
    ['UTF-16 with its mark', Buffer.from('\ufefffile\tclass\r\nx.png\tgröße\r\n', 'utf16le')],
    ['Windows’ Western letters', Buffer.from('file;class\r\nx.png;größe\r\n', 'latin1')],
  ])('%s', async (_, bytes) => {
    const path = join(folder, 'table.csv');
    await writeFile(path, bytes);
    expect(await readCsvTable(path, 'the table')).toEqual([{ file: 'x.png', class: 'größe' }]);
  });

  test('a file that is not a table, and a missing one, are named', async () => {
    expect(() => parseCsvTable('a,b\n1\n', 'x.csv')).toThrow('x.csv is not a CSV table');
    await expect(readCsvTable('none.csv', 'the split file')).rejects.toThrow(
      'cannot read the split file none.csv',
    );
  });
});

test.each([
  ['0.5', 0.5],
  ['0,5', 0.5],
  [' -1,25 ', -1.25],
  ['1,5e-3', 0.0015],
  ['4500', 4500],
  ['0,500', 0.5],
  ['4,500', Number.NaN],
  ['5,000,000', Number.NaN],
  ['', Number.NaN],
  ['half', Number.NaN],
])('the number %j is %j', (text, value) => {
  expect(parseNumber(text)).toBe(value);
});
