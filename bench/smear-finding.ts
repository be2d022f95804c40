import { decodePixels, type Pixels } from '@giemsa/core';
import { gateFeatures } from '@giemsa/core/internal/gate/features';
import { fitGate } from '@giemsa/core/internal/gate/gate';
import { refuse, refuseVector } from '@giemsa/core/internal/gate/refuse';
import { cutOut } from '@giemsa/core/internal/smear/crop';
import { fieldProblems, judge } from '@giemsa/core/internal/smear/field-quality';
import { type LabelledObject, matchBoxes } from '@giemsa/core/internal/smear/match-boxes';
import { median } from '@giemsa/core/internal/smear/statistics/median';
import type { CellFinder, FoundField, FoundObject } from '@giemsa/core/smear';
import { causeOfFalseFind, causeOfMiss } from './smear-causes.js';
import type { LabelledField } from './smear-fields.js';
import { TRANSFORMS } from './smear-transforms.js';

/**
 * Counts over fields. Cells at the border are apart: labels there are incomplete, and such cells are not counted anyway. So
 * are those that the burnt-in scale bar covers.
 */
class Finding {
  fields = 0;
  matched = 0;
  unlabelled = 0;
  missed = 0;
  readonly border = { matched: 0, missed: 0, unlabelled: 0 };
  /** Cells that the scale bar covers, by label or by find. */
  covered = 0;
  /** Labelled cells that lie in a clump, among those missed. */
  inClumps = 0;
  /** Sum over fields of the share by which the count with the cells estimated in clumps departs from the labels. */
  countErrorWithClumps = 0;
  /** By field, the share by which the count departs from the labels. */
  readonly countErrors: number[] = [];
  readonly missCauses = new Map<string, number>();
  readonly falseCauses = new Map<string, number>();

  get precision() {
    return this.matched / (this.matched + this.unlabelled);
  }
  get recall() {
    return this.matched / (this.matched + this.missed);
  }
  get f1() {
    return (2 * this.matched) / (2 * this.matched + this.unlabelled + this.missed);
  }

  /** @returns whole red cells that a label meets, and those that none does */
  add(field: FoundField, objects: readonly LabelledObject[]) {
    const cells = field.objects.filter(({ kind }) => kind === 'red cell');
    const clumps = field.objects.filter(({ kind, cut }) => kind === 'clump' && !cut);
    const labels = objects.map(({ box }) => box);
    const matches = matchBoxes(
      labels,
      cells.map(({ box }) => box),
    );
    const covered = field.objects.filter((object) => object.covered);
    let [here, missed] = [0, 0];
    objects.forEach(({ box }, index) => {
      const match = matches.get(index);
      const atBorder = touchesBorder(box, field);
      const isCovered =
        match === undefined ? covered.some((one) => isInside(box, one.box)) : cells[match]!.covered;
      if (isCovered) this.covered++;
      else if (match !== undefined && atBorder && cells[match]!.cut) this.border.matched++;
      else if (match !== undefined) here++;
      else if (atBorder) this.border.missed++;
      else {
        missed++;
        tally(this.missCauses, causeOfMiss(box, field, cells, labels));
        if (clumps.some((clump) => isInside(box, clump.box))) this.inClumps++;
      }
    });
    const taken = new Set(matches.values());
    const without = cells.filter((_, index) => !taken.has(index));
    const whole = without.filter((cell) => !cell.cut && !cell.covered);
    this.border.unlabelled += without.filter(({ cut }) => cut).length;
    this.covered += without.filter((cell) => !cell.cut && cell.covered).length;
    for (const { box } of whole) {
      tally(
        this.falseCauses,
        causeOfFalseFind(box, cells, labels, (label) => matches.has(label)),
      );
    }
    const inClumps = clumps.reduce((sum, clump) => sum + clump.cells, 0);
    this.fields++;
    this.matched += here;
    this.missed += missed;
    this.unlabelled += whole.length;
    this.countErrors.push(Math.abs(whole.length - missed) / (here + missed));
    this.countErrorWithClumps += Math.abs(whole.length + inClumps - missed) / (here + missed);
    return {
      matched: cells.filter(({ cut, covered }, index) => taken.has(index) && !cut && !covered),
      unlabelled: whole,
    };
  }
}

function tally(counts: Map<string, number>, cause: string): void {
  counts.set(cause, (counts.get(cause) ?? 0) + 1);
}

function touchesBorder([x, y, width, height]: readonly number[], field: FoundField): boolean {
  return x! <= 2 || y! <= 2 || x! + width! >= field.width - 2 || y! + height! >= field.height - 2;
}

function isInside(box: readonly number[], clump: readonly number[]): boolean {
  const [x, y] = [box[0]! + box[2]! / 2, box[1]! + box[3]! / 2];
  return x > clump[0]! && y > clump[1]! && x < clump[0]! + clump[2]! && y < clump[1]! + clump[3]!;
}

/** Processor time of all threads: unlike time on the clock, it hardly depends on what else the machine does. */
export function processorMilliseconds(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const rates = (f: Finding) =>
  `F1 ${f.f1.toFixed(4)}  precision ${f.precision.toFixed(4)}  recall ${f.recall.toFixed(4)}`;

/** Red cells found against the labels: all fields and each half, counts, the labels' gaps, and time. */
export async function measureFinding(finder: CellFinder, fields: readonly LabelledField[]): Promise<void> {
  const [all, completed, halves] = [new Finding(), new Finding(), [new Finding(), new Finding()]];
  const seen: { half: number; matched: Float64Array[]; unlabelled: Pixels[] }[] = [];
  let milliseconds = 0;
  for (const [index, { file, objects, added }] of fields.entries()) {
    const picture = await decodePixels(file);
    const before = process.cpuUsage();
    const field = await finder.find(picture);
    milliseconds += processorMilliseconds(before);
    const half = index < fields.length / 2 ? 0 : 1;
    halves[half]!.add(field, objects);
    completed.add(field, [...objects, ...added]);
    const { matched, unlabelled } = all.add(field, objects);
    const crops = (cells: readonly FoundObject[]) => cells.flatMap((cell) => cutOut(picture, cell) ?? []);
    seen.push({ half, matched: crops(matched).map(gateFeatures), unlabelled: crops(unlabelled) });
  }
  const labelled = all.matched + all.missed;
  console.log(
    `Red cells found, IoU >= 0.5, ${fields.length} fields, ${labelled} labelled cells not cut by the border`,
  );
  console.log(`  ${rates(all)}`);
  console.log(`  first half: ${rates(halves[0]!)}`);
  console.log(`  second half: ${rates(halves[1]!)}`);
  console.log(
    `  matched ${all.matched}, found but not labelled ${all.unlabelled}, labelled but not found ${all.missed} (${all.inClumps} in clumps)`,
  );
  const { matched, missed, unlabelled } = all.border;
  console.log(`  at the border: ${matched} matched, ${missed} not found, ${unlabelled} not labelled`);
  console.log(`  under the scale bar: ${all.covered}`);
  reportUnlabelled(all, seen);
  const added = fields.reduce((sum, field) => sum + field.added.length, 0);
  console.log(`  with the ${added} cells of the second reading as labels: ${rates(completed)}`);
  console.log(
    `    count per field, mean absolute error: ${percent(mean(completed.countErrors))}, median ${percent(median(completed.countErrors))}`,
  );
  console.log(
    `  count per field, mean absolute error: ${percent(mean(all.countErrors))}, median ${percent(median(all.countErrors))}, with the cells estimated in clumps ${percent(all.countErrorWithClumps / fields.length)}`,
  );
  reportCauses(
    'labelled but not found',
    halves.map(({ missCauses }) => missCauses),
  );
  reportCauses(
    'found but not labelled',
    halves.map(({ falseCauses }) => falseCauses),
  );
  console.log(`  finding alone: ${(milliseconds / fields.length).toFixed(0)} ms of processor time a field`);
}

function reportCauses(title: string, halves: readonly ReadonlyMap<string, number>[]): void {
  const causes = [...new Set(halves.flatMap((half) => [...half.keys()]))];
  const counts = (cause: string) => halves.map((half) => half.get(cause) ?? 0);
  const total = (cause: string) => counts(cause).reduce((sum, count) => sum + count, 0);
  console.log(`  ${title}, by cause (first half + second half):`);
  for (const cause of causes.sort((a, b) => total(b) - total(a))) {
    console.log(`    ${String(total(cause)).padStart(4)}  ${cause} (${counts(cause).join(' + ')})`);
  }
}

/**
 * How many of the finds without a label are cells that the labels lack: those that look like the labelled cells of the other
 * half of the fields, by the features of the input gate. As of labelled cells not all do, their share is the measure.
 */
function reportUnlabelled(
  all: Finding,
  seen: readonly { half: number; matched: Float64Array[]; unlabelled: Pixels[] }[],
): void {
  let [alike, labelledAlike, labelled] = [0, 0, 0];
  for (const half of [0, 1]) {
    const others = seen.filter((field) => field.half !== half).flatMap((field) => field.matched);
    const gate = fitGate(others, { tail: 0.01, margin: 0 });
    for (const field of seen.filter((one) => one.half === half)) {
      for (const crop of field.unlabelled) if (!refuse(gate, crop)) alike++;
      for (const vector of field.matched) if (!refuseVector(gate, vector)) labelledAlike++;
      labelled += field.matched.length;
    }
  }
  const good = Math.min(1, alike / all.unlabelled / (labelledAlike / labelled));
  const precision = (all.matched + good * all.unlabelled) / (all.matched + all.unlabelled);
  console.log(
    `  like labelled cells of the other half: ${alike} of ${all.unlabelled} without a label, ${labelledAlike} of ${labelled} with one: ${percent(good)} of those without are cells, and precision against complete labels is ${precision.toFixed(3)}`,
  );
}

/** F1 on the same fields, changed: what is found must follow from the picture, not from one microscope. */
export async function measureRobustness(finder: CellFinder, fields: readonly LabelledField[]): Promise<void> {
  const unchanged = new Finding();
  for (const { file, objects } of fields) unchanged.add(await finder.find(await decodePixels(file)), objects);
  console.log(`Fields changed, ${fields.length} of them: unchanged ${rates(unchanged)}`);
  for (const { name, pixels, box } of TRANSFORMS) {
    const changed = new Finding();
    const problems: string[] = [];
    for (const { file, objects } of fields) {
      const picture = await decodePixels(file);
      const other = await pixels(picture);
      const field = await finder.find(other);
      changed.add(
        field,
        objects.map((object) => ({ ...object, box: box(object.box, picture) })),
      );
      const { problem } = judge(fieldProblems(other, field));
      if (problem) problems.push(problem.reason);
    }
    const aside = problems.length === 0 ? '' : `; ${problems.length} set aside: ${problems[0]}`;
    console.log(`  ${name}: ${rates(changed)}  ${(changed.f1 - unchanged.f1).toFixed(4)}${aside}`);
  }
}
