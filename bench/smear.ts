// Measures `giemsa smear`: npm run bench:smear -- FIELDS [--model MODEL] [--finder FILE] [--half first|second | --odd] [--threads N]
//   npm run bench:smear -- FIELDS --model MODEL --joined   measures what is seen in touching cells, joined
//   npm run bench:smear -- FOLDERS --model MODEL --memory   memory of a whole run, every tenth field
//   npm run bench:smear -- --model MODEL --mosaic   a drawn scan of 100 megapixels
//   npm run bench:smear -- FIELDS --changed   measures finding only, on every fourth field, changed in several ways
// FIELDS is a folder with images/ and annotations.json (IML-Malaria's form). Every figure is printed with its counts.
import { parseArgs } from 'node:util';
import { type CellModel, openCellModel } from '@giemsa/core';
import { drawField } from '@giemsa/core/internal/dataset/synthetic/field';
import { drawPatientStyle } from '@giemsa/core/internal/dataset/synthetic/patient';
import { randomFromSeed } from '@giemsa/core/internal/random';
import { analyseSmears } from '@giemsa/core/internal/smear/analyse-smears';
import { chooseThreshold } from '@giemsa/core/internal/smear/blank-films';
import { CLASS_OF } from '@giemsa/core/internal/smear/labels/cell-labels';
import { matchBoxes } from '@giemsa/core/internal/smear/match-boxes';
import { wilsonInterval } from '@giemsa/core/metrics';
import { type CellFinder, createCellFinder, redCellCount } from '@giemsa/core/smear';
import { type LabelledField, readFields } from './smear-fields.js';
import { measureFinding, measureRobustness, processorMilliseconds } from './smear-finding.js';
import { measureJoined } from './smear-joined.js';
import { measureMemory, measureMosaic } from './smear-memory.js';
import { Seen } from './smear-seen.js';
import { tellMistakes } from './tell-mistakes.js';

await tellMistakes(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      model: { type: 'string' },
      finder: { type: 'string' },
      half: { type: 'string' },
      odd: { type: 'boolean' },
      threads: { type: 'string', default: '2' },
      changed: { type: 'boolean' },
      joined: { type: 'boolean' },
      memory: { type: 'boolean' },
      mosaic: { type: 'boolean' },
    },
  });
  const { model: name = 'smear', memory, mosaic } = values;
  if (memory === true) return measureMemory(name, positionals, Number(values.threads));
  if (mosaic === true) return measureMosaic(name, values.threads);
  const finder = await createCellFinder(values.finder);
  if (positionals[0] !== undefined) {
    const all = await readFields(positionals[0], values.half);
    const fields = values.odd === true ? all.filter((_, index) => index % 2 === 1) : all;
    if (values.changed === true) {
      await measureRobustness(
        finder,
        fields.filter((_, index) => index % 4 === 0),
      );
      return;
    }
    const model =
      values.model === undefined
        ? undefined
        : await openCellModel(values.model, { threads: Number(values.threads) });
    if (model && values.joined === true) {
      await measureJoined(finder, model, fields);
      await model.release();
      return;
    }
    await measureFinding(finder, fields);
    if (model) {
      await measureInfected(finder, model, fields);
      await model.release();
    }
  }
  await measureSynthetic(finder);
});

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
  let lost = 0;
  const seen = new Seen();
  const options = { threshold: model.threshold, unsureHalfWidth: 0.5, redCells: redCellCount({}) };
  const files = fields.map(({ file }) => file);
  const [started, before] = [performance.now(), process.cpuUsage()];
  const [smear] = await analyseSmears(model, cells, [{ patient: 'all', files }], options);
  const milliseconds = performance.now() - started;
  const processor = processorMilliseconds(before);
  for (const [index, { objects }] of fields.entries()) {
    const field = smear!.fields[index]!;
    const counted = field.cells.filter((cell) => cell.counted);
    const matches = matchBoxes(
      objects.map(({ box }) => box),
      counted.map(({ box }) => box),
      0.4,
    );
    const missed = objects.filter(
      ({ type }, position) => CLASS_OF[type] === 'Parasitized' && !matches.has(position),
    );
    seen.add(field, missed);
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
  seen.tell(fields.length);
  console.log(
    `  all steps: ${(milliseconds / fields.length).toFixed(0)} ms a field, ${(processor / fields.length).toFixed(0)} ms of processor time, ${residentMegabytes()} MB resident`,
  );
}

/** Whole cells of drawn fields, whose number is known. */
async function measureSynthetic(cells: CellFinder): Promise<void> {
  let [total, error, signed] = [0, 0, 0];
  const fields = 12;
  for (let seed = 0; seed < fields; seed++) {
    const style = drawPatientStyle(randomFromSeed(seed));
    const field = drawField(style, { width: 1280, height: 960, parasitaemia: 0.05, seed });
    const truth = field.truth.filter(({ cut }) => !cut).length;
    const found = await cells.find({ data: field.pixels, width: 1280, height: 960 });
    const counted = found.objects.filter(({ kind, cut }) => kind === 'red cell' && !cut).length;
    total += truth;
    error += Math.abs(counted - truth);
    signed += counted - truth;
  }
  console.log(
    `Synthetic fields (${fields}, seeds 0 to ${fields - 1}): ${total} whole cells, count error ${((100 * signed) / total).toFixed(2)} % over all, ${((100 * error) / total).toFixed(2)} % field by field`,
  );
}
