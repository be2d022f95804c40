// Measures `giemsa smear`: npm run bench:smear -- FIELDS [--model MODEL] [--half first|second]
// FIELDS is a folder with images/ and annotations.json (IML-Malaria's form). Every figure is printed with its counts.
import { parseArgs } from 'node:util';
import {
  analyseField,
  type CellFinder,
  type CellModel,
  chooseThreshold,
  createRandom,
  createWatershedFinder,
  decodePixels,
  drawField,
  drawPatientStyle,
  openCellModel,
  parasitaemia,
  redCellCount,
  wilsonInterval,
} from 'giemsa';
import { type LabelledField, readFields } from './smear-fields.js';
import { matchBoxes } from './smear-match.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { model: { type: 'string' }, half: { type: 'string' }, threads: { type: 'string', default: '2' } },
});
const finder = await createWatershedFinder();
if (positionals[0] !== undefined) {
  const fields = await readFields(positionals[0]);
  await measureFinding(finder, fields);
  if (values.model !== undefined) {
    const model = await openCellModel(values.model, { threads: Number(values.threads) });
    await measureInfected(finder, model, await readFields(positionals[0], values.half));
    await model.release();
  }
}
measureSynthetic(finder);
measureCoverage();

/** Cells at the border apart: labels there are incomplete, and such cells are not counted anyway. */
async function measureFinding(cells: CellFinder, fields: readonly LabelledField[]): Promise<void> {
  let [matched, extra, missed, borderMatched, borderMissed, borderExtra] = [0, 0, 0, 0, 0, 0];
  let [countError, milliseconds, slowest] = [0, 0, 0];
  for (const { file, objects } of fields) {
    const picture = await decodePixels(file);
    const started = performance.now();
    const field = cells.find(picture);
    const took = performance.now() - started;
    milliseconds += took;
    slowest = Math.max(slowest, took);
    const found = field.objects.filter(({ kind }) => kind === 'red cell' || kind === 'clump');
    const atBorder = ([x, y, width, height]: readonly number[]) =>
      x! <= 2 || y! <= 2 || x! + width! >= picture.width - 2 || y! + height! >= picture.height - 2;
    const matches = matchBoxes(
      objects.map(({ box }) => box),
      found.map(({ box }) => box),
    );
    let [here, tooMany, tooFew] = [0, 0, 0];
    objects.forEach(({ box }, index) => {
      const match = matches.get(index);
      if (match === undefined) atBorder(box) ? borderMissed++ : tooFew++;
      else if (atBorder(box) && found[match]!.cut) borderMatched++;
      else here++;
    });
    const taken = new Set(matches.values());
    found.forEach(({ cut }, index) => {
      if (taken.has(index)) return;
      if (cut) borderExtra++;
      else tooMany++;
    });
    matched += here;
    extra += tooMany;
    missed += tooFew;
    countError += Math.abs(tooMany - tooFew) / (here + tooFew);
  }
  const precision = matched / (matched + extra);
  const recall = matched / (matched + missed);
  console.log(
    `Red cells found, IoU >= 0.5, ${fields.length} fields, ${matched + missed} labelled cells not cut by the border`,
  );
  console.log(
    `  precision ${precision.toFixed(4)}  recall ${recall.toFixed(4)}  F1 ${((2 * precision * recall) / (precision + recall)).toFixed(4)}`,
  );
  console.log(`  matched ${matched}, found but not labelled ${extra}, labelled but not found ${missed}`);
  console.log(
    `  at the border: ${borderMatched} matched, ${borderMissed} not found, ${borderExtra} not labelled`,
  );
  console.log(`  count per field: mean absolute error ${((100 * countError) / fields.length).toFixed(2)} %`);
  console.log(
    `  finding alone: ${(milliseconds / fields.length).toFixed(0)} ms a field (slowest ${slowest.toFixed(0)}), ${residentMegabytes()} MB resident`,
  );
}

function residentMegabytes(): number {
  return Math.round(process.memoryUsage.rss() / 1e6);
}

/** The threshold for 5 false alarms in 1,000 cells comes from the other half of the fields. */
async function measureInfected(
  cells: CellFinder,
  model: CellModel,
  fields: readonly LabelledField[],
): Promise<void> {
  const scored: { probability: number; infected: boolean; half: number }[] = [];
  let [milliseconds, lost] = [0, 0];
  for (const [index, { file, objects }] of fields.entries()) {
    const started = performance.now();
    const picture = await decodePixels(file);
    const options = { threshold: model.threshold, unsureHalfWidth: 0.5 };
    const field = await analyseField(model, cells, file, picture, options);
    milliseconds += performance.now() - started;
    const counted = field.cells.filter((cell) => cell.counted);
    const matches = matchBoxes(
      objects.map(({ box }) => box),
      counted.map(({ box }) => box),
      0.4,
    );
    objects.forEach(({ type }, position) => {
      if (type === 'difficult') return;
      const match = matches.get(position);
      const infected = type !== 'red blood cell';
      if (match === undefined) lost += infected ? 1 : 0;
      else scored.push({ probability: counted[match]!.probability!, infected, half: index % 2 });
    });
  }
  let [found, infected, alarms, healthy] = [0, 0, 0, 0];
  for (const half of [0, 1]) {
    const others = scored.filter((cell) => cell.half !== half && !cell.infected);
    const threshold = chooseThreshold(
      others.map(({ probability }) => probability),
      5,
    );
    for (const cell of scored.filter((one) => one.half === half)) {
      const called = cell.probability >= threshold;
      if (cell.infected) {
        infected++;
        if (called) found++;
      } else {
        healthy++;
        if (called) alarms++;
      }
    }
  }
  const interval = wilsonInterval(found, infected)!.map((value) => (100 * value).toFixed(1));
  console.log(`Infected cells, ${model.path}, ${fields.length} fields, threshold by the other half of them`);
  console.log(
    `  sensitivity ${((100 * found) / infected).toFixed(1)} % (${found} of ${infected}; ${interval.join(' to ')}) at ${((1000 * alarms) / healthy).toFixed(2)} false alarms per 1,000 cells (${alarms} of ${healthy})`,
  );
  console.log(
    `  ${lost} labelled infected cells were not found as whole cells: with them ${((100 * found) / (infected + lost)).toFixed(1)} %`,
  );
  console.log(
    `  all steps: ${(milliseconds / fields.length).toFixed(0)} ms a field, ${residentMegabytes()} MB resident`,
  );
}

/** Whole cells of drawn fields, whose number is known. */
function measureSynthetic(cells: CellFinder): void {
  let [total, error, signed] = [0, 0, 0];
  const fields = 12;
  for (let seed = 0; seed < fields; seed++) {
    const style = drawPatientStyle(createRandom(seed));
    const field = drawField(style, { width: 1280, height: 960, parasitaemia: 0.05, seed });
    const truth = field.truth.filter(({ cut }) => !cut).length;
    const found = cells.find({ data: field.pixels, width: 1280, height: 960 });
    const counted = found.objects.filter(({ kind, cut }) => kind === 'red cell' && !cut).length;
    total += truth;
    error += Math.abs(counted - truth);
    signed += counted - truth;
  }
  console.log(
    `Synthetic fields (${fields}, seeds 0 to ${fields - 1}): ${total} whole cells, count error ${((100 * signed) / total).toFixed(2)} % over all, ${((100 * error) / total).toFixed(2)} % field by field`,
  );
}

/** Patients whose parasitaemia is known, counted by a classifier whose rates were measured on other cells. */
function measureCoverage(): void {
  const random = createRandom(7);
  const draw = (n: number, p: number) => {
    let hits = 0;
    for (let k = 0; k < n; k++) if (random.chance(p)) hits++;
    return hits;
  };
  const patients = 200;
  let [raw, corrected] = [0, 0];
  for (let patient = 0; patient < patients; patient++) {
    const truth = 10 ** random.uniform(-2.5, -1);
    const [sensitivity, falseAlarms] = [0.85, 0.003];
    const fields = Array.from({ length: 20 }, () => ({ counted: 110, infected: draw(110, truth) }));
    const seen = fields.map(({ infected }) => ({
      counted: 110,
      infected: draw(infected, sensitivity) + draw(110 - infected, falseAlarms),
    }));
    const rates = {
      sensitivity: { value: draw(500, sensitivity) / 500, n: 500 },
      background: { cells: 10_000, falseAlarms: draw(10_000, falseAlarms) },
    };
    const covers = (interval: readonly [number, number] | undefined) =>
      interval !== undefined && interval[0] <= truth && truth <= interval[1];
    if (covers(parasitaemia(fields, redCellCount({})).raw?.ci95)) raw++;
    if (covers(parasitaemia(seen, redCellCount({}), rates).corrected?.ci95)) corrected++;
  }
  console.log(
    `Simulated patients (${patients}, 2,200 cells each, parasitaemia 0.3 to 10 %): the interval covers the truth`,
  );
  console.log(`  a perfect classifier, exact interval: ${((100 * raw) / patients).toFixed(1)} %`);
  console.log(
    `  sensitivity 0.85, 3 false alarms per 1,000, corrected: ${((100 * corrected) / patients).toFixed(1)} %`,
  );
}
