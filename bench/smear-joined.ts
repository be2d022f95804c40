import { type CellModel, decodePixels } from '@giemsa/core';
import { seenIn } from '@giemsa/core/internal/answer/cell-style';
import { analyseField, type SmearCell } from '@giemsa/core/internal/smear/analyse-field';
import { CLASS_OF } from '@giemsa/core/internal/smear/labels/cell-labels';
import { matchBoxes } from '@giemsa/core/internal/smear/match-boxes';
import type { CellFinder, FoundObject } from '@giemsa/core/smear';
import type { LabelledField } from './smear-fields.js';

/** Cells touch whose outlines come this near, in pixels. */
const TOUCHING = 6;
/** Of the healthy cells, every so manieth. */
const EVERY = 10;

/**
 * Few labelled infected cells lie in clumps. So cells that touch are made one object, each labelled infected cell with up to two
 * neighbours and every tenth healthy cell with healthy ones, and the model looks at them as at clumps.
 */
export async function measureJoined(
  finder: CellFinder,
  model: CellModel,
  fields: readonly LabelledField[],
): Promise<void> {
  const infected = { groups: 0, seen: 0, singly: 0 };
  const healthy = { groups: 0, cells: 0, seen: 0, singly: 0 };
  const options = { threshold: model.threshold, unsureHalfWidth: 0.5 };
  for (const { file, objects: labels } of fields) {
    const picture = await decodePixels(file);
    const found = await finder.find(picture);
    const { cells } = await analyseField(
      model,
      { name: '', find: async () => found },
      file,
      picture,
      options,
    );
    const matches = matchBoxes(
      labels.map(({ box }) => box),
      cells.map(({ box }) => box),
      0.4,
    );
    const classes = new Map(
      [...matches].map(([label, cell]) => [cells[cell]!, CLASS_OF[labels[label]!.type]]),
    );
    const known = cells.filter((cell) => cell.counted && classes.get(cell) !== undefined);
    const isHealthy = (cell: SmearCell) => classes.get(cell) === 'Uninfected';
    for (const [index, cell] of known.entries()) {
      if (isHealthy(cell) && index % EVERY !== 0) continue;
      const others = known
        .filter((other) => other !== cell && isHealthy(other) && touch(cell, other))
        .slice(0, 2);
      if (others.length === 0) continue;
      const clump = joined([cell, ...others]);
      // A few others, so that the field is not refused.
      const field = { ...found, objects: [...found.objects.slice(0, 20), clump] };
      const seen = await analyseField(model, { name: '', find: async () => field }, file, picture, options);
      const places = seenIn(seen.cells.at(-1)!);
      if (isHealthy(cell)) {
        healthy.groups++;
        healthy.cells += clump.cells;
        healthy.seen += places.length;
        healthy.singly += [cell, ...others].filter(({ call }) => call === 'infected').length;
      } else {
        infected.groups++;
        if (places.some(({ box }) => middleIn(box, cell.box))) infected.seen++;
        if (cell.call === 'infected') infected.singly++;
      }
    }
  }
  console.log('Touching cells, joined as if they were clumps:');
  console.log(
    `  labelled infected cells: ${infected.seen} of ${infected.groups} seen; one by one ${infected.singly} are called`,
  );
  console.log(
    `  ${healthy.groups} groups of ${healthy.cells} healthy cells: ${healthy.seen} places called; one by one ${healthy.singly}`,
  );
}

function touch(a: SmearCell, b: SmearCell): boolean {
  const [x, y] = [0, 1].map((axis) => Math.abs(a.box[axis]! - b.box[axis]!));
  if (Math.max(x!, y!) > 2 * Math.max(...a.box.slice(2), ...b.box.slice(2))) return false;
  for (let i = 0; i < a.outline.length; i += 8) {
    for (let j = 0; j < b.outline.length; j += 8) {
      const [dx, dy] = [a.outline[i]! - b.outline[j]!, a.outline[i + 1]! - b.outline[j + 1]!];
      if (Math.hypot(dx, dy) < TOUCHING) return true;
    }
  }
  return false;
}

/** One line that leads around each cell and back to the first. */
function joined(cells: readonly SmearCell[]): FoundObject {
  const start = cells[0]!.outline.slice(0, 2);
  const left = Math.min(...cells.map(({ box }) => box[0]));
  const top = Math.min(...cells.map(({ box }) => box[1]));
  const right = Math.max(...cells.map(({ box }) => box[0] + box[2]));
  const bottom = Math.max(...cells.map(({ box }) => box[1] + box[3]));
  return {
    kind: 'clump',
    outline: cells.flatMap(({ outline }) => [...outline, ...outline.slice(0, 2), ...start]),
    box: [left, top, right - left, bottom - top],
    area: cells.reduce((sum, { area }) => sum + area, 0),
    cells: cells.length,
    ...{ cut: false, covered: false },
  };
}

function middleIn(inner: readonly number[], outer: readonly number[]): boolean {
  const [x, y] = [inner[0]! + inner[2]! / 2, inner[1]! + inner[3]! / 2];
  return x >= outer[0]! && y >= outer[1]! && x <= outer[0]! + outer[2]! && y <= outer[1]! + outer[3]!;
}
