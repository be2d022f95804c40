// Measures `giemsa smear` on microscopes that its rules and models were not made on:
//   npm run bench:microscopes -- OTHERS [--fields FIELDS] [--model MODEL] [--every N] [--threads N] [--only NAME]
// OTHERS holds bccd/ (boxes), chula/ (points), thick/ (thick films, none may be counted); FIELDS is as for bench:smear.
// Nobody in these pictures of bccd/ and chula/ is known to have malaria: every call there is taken for a false alarm.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type CellModel, decodePixels, openCellModel } from '@giemsa/core';
import { analyseField, type SmearField } from '@giemsa/core/internal/smear/analyse-field';
import { readAnnotations } from '@giemsa/core/internal/smear/labels/iml';
import { type LabelledObject, matchBoxes } from '@giemsa/core/internal/smear/match-boxes';
import { wilsonInterval } from '@giemsa/core/metrics';
import { type CellFinder, createCellFinder } from '@giemsa/core/smear';

import { Seen } from './smear-seen.js';
import { tellMistakes } from './tell-mistakes.js';

interface Microscope {
  readonly name: string;
  readonly files: readonly string[];
  /** Boxes or points (boxes of no size) of the red cells of a file; undefined where it has no labels. */
  readonly labels: (file: string) => Promise<readonly LabelledObject[] | undefined>;
  readonly healthy: boolean;
  /** Labels are points, and only some cells have one. */
  readonly points?: boolean;
}

await tellMistakes(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      model: { type: 'string', default: 'smear' },
      fields: { type: 'string' },
      every: { type: 'string', default: '1' },
      threads: { type: 'string', default: '1' },
      only: { type: 'string' },
      finder: { type: 'string' },
      odd: { type: 'boolean' },
    },
  });
  const [others] = positionals;
  if (others === undefined) throw new Error('expected the folder with bccd/, chula/ and thick/');
  const finder = await createCellFinder(values.finder);
  const model = await openCellModel(values.model, { threads: Number(values.threads) });
  console.log(`${model.path}, finder ${finder.name}, threshold ${model.threshold}, intervals 95 % (Wilson)`);
  const microscopes = [await boxed('bccd', join(others, 'bccd')), await pointed(join(others, 'chula'))];
  if (values.fields !== undefined) microscopes.push(await boxed('first microscope', values.fields));
  microscopes.push(await thick(join(others, 'thick')));
  for (const microscope of microscopes) {
    if (values.only !== undefined && values.only !== microscope.name) continue;
    const kept =
      values.odd === true ? microscope.files.filter((_, index) => index % 2 === 1) : microscope.files;
    await measure(model, finder, { ...microscope, files: kept }, Number(values.every));
  }
  await model.release();
});

async function pictures(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => /\.(jpe?g|png)$/i.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** Fields with boxes in IML-Malaria's form, beside `annotations.json` or in `images/`. */
async function boxed(name: string, folder: string): Promise<Microscope> {
  const inside = (await readdir(folder)).includes('images') ? 'images' : '.';
  const byFile = new Map(
    (await readAnnotations(folder)).map(({ image, objects }) => [
      join(folder, inside, image),
      objects.filter(({ type }) => type !== 'leukocyte' && type !== 'platelet'),
    ]),
  );
  return {
    name,
    files: [...byFile.keys()].sort(),
    labels: async (file) => byFile.get(file),
    healthy: name === 'bccd',
  };
}

/** Fields with one `x y type` line for each red cell. */
async function pointed(folder: string): Promise<Microscope> {
  const files = await pictures(folder);
  const labels = async (file: string) => {
    const text = await readFile(file.replace(/\.\w+$/, '.txt'), 'utf8').catch(() => undefined);
    return text
      ?.trim()
      .split('\n')
      .map((line): LabelledObject => {
        const [x, y] = line
          .trim()
          .split(/[\s,]+/)
          .map(Number);
        return { type: 'red blood cell', box: [x!, y!, 0, 0] };
      });
  };
  return { name: 'chula', files, labels, healthy: true, points: true };
}

async function thick(folder: string): Promise<Microscope> {
  return { name: 'thick', files: await pictures(folder), labels: async () => undefined, healthy: false };
}

async function measure(
  model: CellModel,
  finder: CellFinder,
  { name, files, labels, healthy, points }: Microscope,
  every: number,
): Promise<void> {
  const refused = new Map<string, number>();
  let [fields, used, matched, extra, missed, cells, calls, milliseconds] = [0, 0, 0, 0, 0, 0, 0, 0];
  const infected = { labelled: 0, counted: 0, called: 0 };
  const seen = new Seen();
  for (const [index, file] of files.entries()) {
    if (index % every !== 0) continue;
    const started = performance.now();
    const options = { threshold: model.threshold, unsureHalfWidth: 0.5 };
    const field = await analyseField(model, finder, file, await decodePixels(file), options);
    milliseconds += performance.now() - started;
    fields++;
    if (field.problem === null) used++;
    else tally(refused, field.problem.replace(/[\d.,]+/g, '#').slice(0, 60));
    const counted = field.cells.filter((cell) => cell.counted && field.problem === null);
    cells += counted.length;
    calls += counted.filter(({ call }) => call === 'infected').length;
    const objects = await labels(file);
    if (objects === undefined) {
      seen.add(field, []);
      continue;
    }
    const found = meet(field, objects);
    matched += found.matched;
    extra += found.extra;
    missed += found.missed;
    infected.labelled += found.infected.labelled;
    infected.counted += found.infected.counted;
    infected.called += found.infected.called;
    seen.add(field, found.notCounted);
  }
  console.log(`\n${name}: ${fields} fields, ${used} used, ${(milliseconds / fields).toFixed(0)} ms a field`);
  console.log(`  refused ${rate(fields - used, fields)}`);
  for (const [reason, count] of [...refused].sort((a, b) => b[1] - a[1]))
    console.log(`    ${count}  ${reason}`);
  if (matched + missed > 0 && points) {
    console.log(`  red cells with a point over all fields: found ${rate(matched, matched + missed)}`);
  } else if (matched + missed > 0) {
    const f1 = (2 * matched) / (2 * matched + extra + missed);
    console.log(
      `  red cells over all fields: F1 ${f1.toFixed(3)} (matched ${matched}, no label ${extra}, missed ${missed})`,
    );
  }
  if (healthy)
    console.log(
      `  called infected: ${((1000 * calls) / cells).toFixed(1)} per 1,000 (${rate(calls, cells)})`,
    );
  else console.log(`  counted ${cells} cells, called infected ${calls}`);
  if (infected.labelled > 0)
    console.log(
      `  labelled infected cells: counted ${rate(infected.counted, infected.labelled)}, called ${rate(infected.called, infected.labelled)}`,
    );
  seen.tell(fields);
}

function tally(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function rate(k: number, n: number): string {
  const interval = wilsonInterval(k, n);
  if (!interval) return `${k} of ${n}`;
  return `${k} of ${n}, ${(100 * k) / n < 10 ? ((100 * k) / n).toFixed(1) : Math.round((100 * k) / n)} % (${interval.map((v) => (100 * v).toFixed(1)).join(' to ')})`;
}

/** Whole labelled cells against whole finds; in a refused field all are missed. */
function meet(field: SmearField, objects: readonly LabelledObject[]) {
  const finds = field.problem === null ? field.cells.filter(({ kind }) => kind === 'red cell') : [];
  const points = objects.every(({ box }) => box[2] === 0);
  const matches = points
    ? matchPoints(objects, finds)
    : matchBoxes(
        objects.map(({ box }) => box),
        finds.map(({ box }) => box),
      );
  const infected = { labelled: 0, counted: 0, called: 0 };
  const notCounted: LabelledObject[] = [];
  let [matched, missed] = [0, 0];
  objects.forEach((object, index) => {
    const { box, type } = object;
    const find = matches.get(index) === undefined ? undefined : finds[matches.get(index)!]!;
    const isInfected = type !== 'red blood cell' && type !== 'difficult';
    if (isInfected && !find?.counted) notCounted.push(object);
    if (isInfected && !atBorder(box, field)) {
      infected.labelled++;
      if (find?.counted) infected.counted++;
      if (find?.call === 'infected') infected.called++;
    }
    if (find?.cut || find?.covered) return;
    if (find) matched++;
    else if (!atBorder(box, field)) missed++;
  });
  const taken = new Set(matches.values());
  const extra = finds.filter((find, index) => !taken.has(index) && !find.cut && !find.covered).length;
  return { matched, missed, extra, infected, notCounted };
}

/** A point is met by the smallest box that holds it. */
function matchPoints(objects: readonly LabelledObject[], finds: SmearField['cells']): Map<number, number> {
  const matches = new Map<number, number>();
  const taken = new Set<number>();
  objects.forEach(({ box: [x, y] }, index) => {
    let best: number | undefined;
    finds.forEach(({ box }, find) => {
      const holds = x >= box[0] && y >= box[1] && x <= box[0] + box[2] && y <= box[1] + box[3];
      if (holds && !taken.has(find) && (best === undefined || finds[best]!.area > finds[find]!.area))
        best = find;
    });
    if (best === undefined) return;
    taken.add(best);
    matches.set(index, best);
  });
  return matches;
}

/** Labels of cells at the border are incomplete; a point's cell may reach half a cell further. */
function atBorder([x, y, w, h]: readonly number[], { width, height, cellDiameter }: SmearField): boolean {
  const margin = w === 0 ? (cellDiameter ?? 60) / 2 : 2;
  return x! <= margin || y! <= margin || x! + w! >= width - margin || y! + h! >= height - margin;
}
