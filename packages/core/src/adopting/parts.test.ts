import { describe, expect, it } from 'vitest';
import type { FieldCell } from './field-cells.js';
import { cellsOf, type Part, partCells } from './parts.js';

const crop = { data: new Uint8Array(3), width: 1, height: 1 };
const cell = (field: string, patient: string | null, infected = false): FieldCell => ({
  ...{ crop, infected, type: infected ? 'ring' : 'red blood cell', field, patient },
});
/** Two fields of each patient, with an infected cell in those of the first ones. */
const patients = (count: number, withInfected = 0) =>
  Array.from({ length: count }, (_, index) => [
    cell(`${index}a`, `P${index}`, index < withInfected),
    cell(`${index}a`, `P${index}`),
    cell(`${index}b`, `P${index}`),
  ]).flat();
const PARTS: Part[] = ['training', 'calibration', 'held-out'];

describe('labelled cells are parted', () => {
  it('by patient, so that no patient is in two parts; infected cells are in each where there are enough', () => {
    const cells = patients(12, 6);
    const parts = partCells(cells, 0);
    expect(parts).toMatchObject({ by: 'patient', why: undefined });
    const groups = PARTS.map((part) => new Set(cellsOf(cells, parts, part).map(({ patient }) => patient)));
    expect(groups.map(({ size }) => size)).toEqual([6, 2, 4]);
    expect(new Set(groups.flatMap((group) => [...group])).size).toBe(12);
    for (const part of PARTS) expect(cellsOf(cells, parts, part).some(({ infected }) => infected)).toBe(true);
    expect(partCells([...cells].reverse(), 0).partOf).toEqual(parts.partOf);
  });

  it.each([
    ['there are only 2 patients', patients(2)],
    ['not all patients are known', [...patients(8), cell('z', null)]],
  ])('by field where %s, which is said', (why, cells) => {
    const parts = partCells(cells, 0);
    expect(parts.by).toBe('field');
    expect(parts.why).toContain(why);
    const fields = PARTS.map((part) => new Set(cellsOf(cells, parts, part).map(({ field }) => field)));
    expect(fields.reduce((sum, { size }) => sum + size, 0)).toBe(
      new Set(cells.map(({ field }) => field)).size,
    );
    for (const { size } of fields) expect(size).toBeGreaterThan(0);
  });

  it('fewer than four fields are refused', () => {
    expect(() => partCells([cell('a', null), cell('b', null), cell('c', null)], 0)).toThrow(
      '3 of the fields have labelled cells that were found; at least 4 fields are needed',
    );
  });
});
