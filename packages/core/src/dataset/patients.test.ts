import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { patientOfCell, readPatientTables } from './patients.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'giemsa-patients-'));
});
const write = (name: string, text: string) => writeFile(join(directory, name), text);

describe('the official tables', () => {
  test('have no header line, and a Python list spread over the cells of a line', async () => {
    await write('patientid_cellmapping_parasitized.csv', "C1P1,['a_1.png', 'a_2.png']\nC2P2,['b_1.png']\n");
    await write('patientid_cellmapping_uninfected.csv', "C1P1,['a_3.png', 'a_4.png']\r\n");
    const table = await readPatientTables(directory);
    expect(Object.fromEntries(table)).toEqual({
      a_1: 'C1P1',
      a_2: 'C1P1',
      a_3: 'C1P1',
      a_4: 'C1P1',
      b_1: 'C2P2',
    });
    expect(patientOfCell('Parasitized/a_2.webp', table)).toBe('C1P1');
  });

  test('may quote the list', async () => {
    await write('patientid_cellmapping_x.csv', `C1P1,"['a_1.png', 'a_2.png']"\n`);
    expect([...(await readPatientTables(directory)).keys()]).toEqual(['a_1', 'a_2']);
  });

  test('are optional', async () => {
    expect((await readPatientTables(directory)).size).toBe(0);
  });

  test('without any picture are refused', async () => {
    await write('patientid_cellmapping_x.csv', 'id;files\n1;2\n');
    await expect(readPatientTables(directory)).rejects.toThrow(
      'patientid_cellmapping_x.csv contains no picture names',
    );
  });

  test('that give a cell to two patients are refused', async () => {
    await write('patientid_cellmapping_x.csv', "C1P1,['a.png']\nC2P2,['a.png']\n");
    await expect(readPatientTables(directory)).rejects.toThrow(
      'gives a.png to patient C2P2, but it already belongs to patient C1P1',
    );
  });

  test('name patient P8 by two ids, who is one', async () => {
    const motic = "C47P8thin_Original_Motic,['m.png']\n";
    await write('patientid_cellmapping_x.csv', `${motic}C47P8thinOriginalOlympusCX21,['o.png']\n`);
    const table = await readPatientTables(directory);
    expect(patientOfCell('m.png', table)).toBe(patientOfCell('o.png', table));
  });
});

test.each([
  ['Parasitized/C100P61ThinF_IMG_20150918_144104_cell_162.png', 'C100P61ThinF'],
  ['C51AP12thinF_IMG_1_cell_2.png', 'C51AP12thinF'],
  ['C47P8thin_Original_Motic_IMG_1_cell_2.png', 'C47P8thinOriginalOlympusCX21'],
  ['C33-cell-2.png', 'C33'],
  ['C33.png', null],
  ['cell_33.png', null],
])('without a table, the patient of %s is %s', (file, patient) => {
  expect(patientOfCell(file, new Map())).toBe(patient);
});
