import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SmearCell, SmearField } from './analyse-field.js';
import { correctionsCsv } from './corrections-table.js';
import { boxOf, type FieldEdit } from './edit-field.js';
import { applyReview, readReview } from './review.js';

const decision = { threshold: 0.5, unsureHalfWidth: 0 };

function cell(id: number): SmearCell {
  const [x, y] = [100 * id, 50];
  const outline = [x, y, x + 40, y, x + 40, y + 40, x, y + 40];
  return {
    ...{
      id,
      kind: 'red cell',
      outline,
      box: boxOf(outline),
      area: 1600,
      cells: 1,
      cut: false,
      covered: false,
    },
    ...{ counted: true, probability: 0.1, call: 'uninfected', unsure: false },
  };
}

const field: SmearField = {
  ...{ file: 'a.png', width: 1000, height: 800, cellDiameter: 40, problem: null },
  cells: [cell(1), cell(2)],
};

const infected = (id: number): FieldEdit => ({ action: 'class', cell: id, class: 'infected' });

/** The calls of a count that finds `cells`, with corrections that were made where all were found. */
async function callsOf(cells: readonly SmearCell[], ...edits: FieldEdit[]) {
  const path = join(await mkdtemp(join(tmpdir(), 'giemsa-review-')), 'corrections.csv');
  const signed = edits.map((edit) => ({ edit, reviewer: 'J. Doe', created: '2026-01-02T03:04:05.000Z' }));
  await writeFile(
    path,
    correctionsCsv([{ patient: 'P1', file: 'a.png', sha256: undefined, found: field, edits: signed }]),
  );
  const { cells: reviewed } = applyReview({ ...field, cells }, await readReview(path), decision);
  return reviewed.map(({ call }) => call);
}

describe('a corrections.csv with undone corrections', () => {
  it('leaves cells as they are after the undo', async () => {
    expect(await callsOf(field.cells, infected(1), infected(2), { action: 'undo' })).toEqual([
      'infected',
      'uninfected',
    ]);
  });
  it('is taken where the cell of an undone correction is not found, and what was said before it stands', async () => {
    expect(await callsOf([cell(1)], infected(1), infected(2), { action: 'undo' })).toEqual(['infected']);
  });
  it('is refused where the cell of a correction that stands is not found', async () => {
    const edits: FieldEdit[] = [infected(1), infected(2), { action: 'undo' }, { action: 'redo' }];
    await expect(callsOf([cell(1)], ...edits)).rejects.toThrow('no cell was found there: line 3');
  });
});
