// Fits the network that tells stages (models/stages) to the cells of make:stage-cells, and tells how often it is right where
// each group of fields is left out in turn:
//   npm run train:stages -- CELLS OUT.onnx [--others FOLDER --every 20]
// FOLDER has infected cells of unknown stages: what is said of every 20th is counted.
import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { decodePixels, readCellModel } from '@giemsa/core';
import { patientInName } from '@giemsa/core/internal/answer/patient-in-name';
import { STAGES } from '@giemsa/core/internal/answer/stage';
import { turned } from '@giemsa/core/internal/formats/combined-model';
import { patientBootstrap } from '@giemsa/core/internal/metrics/patient-bootstrap';
import { modelInput } from '@giemsa/core/internal/smear/crop';
import { featureNetwork, HEAD_KEY, stageHead } from '@giemsa/core/internal/smear/stage-network';
import { SURE_STAGE } from '@giemsa/core/internal/smear/stages';
import { type Model, Predictor, saveModel } from '@giemsa/nn';
import { type Fitted, fitSoftmaxRegression, type Rows } from './softmax-regression.js';

/** Chosen among 0.001, 0.01 and 0.1 by the same cross-validation. */
const INVERSE_PENALTY = 0.001;
const VIEWS = 8;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { others: { type: 'string' }, every: { type: 'string', default: '1' } },
});
const [folder, out] = positionals;
if (folder === undefined || out === undefined)
  throw new Error('expected the cells and the file to write: npm run train:stages -- CELLS OUT.onnx');

const { model: backbone, metadata, sha256 } = await readCellModel('default');
const size = metadata.imageSize;
const network = featureNetwork(backbone);
const features = network.outputShape[0]!;
const predictor = await Predictor.create(network, { threads: 1 });

const cells: { readonly file: string; readonly stage: number; readonly group: string }[] = [];
for (const [stage, name] of STAGES.entries())
  for (const file of (await readdir(join(folder, name))).sort())
    cells.push({ file: join(folder, name, file), stage, group: patientInName(file)! });
const views = await viewsOf(cells.map(({ file }) => file));

/** The features of each view of each cell: `[view][cell, features]`. */
async function viewsOf(files: readonly string[], count = VIEWS): Promise<Float32Array[]> {
  const crops = await Promise.all(files.map((file) => decodePixels(file)));
  const images = modelInput(crops, size);
  const all = Array.from({ length: count }, (_, view) => (view === 0 ? images : turned(images, size, view)));
  const rows: Float32Array[] = [];
  for (const view of all) rows.push((await predictor.run(view, files.length)).outputs);
  return rows;
}

/** All views of some cells. */
function rowsOf(chosen: readonly number[]): Rows {
  const rows = new Float32Array(VIEWS * chosen.length * features);
  views.forEach((view, v) => {
    chosen.forEach((cell, index) => {
      const to = (v * chosen.length + index) * features;
      rows.set(view.subarray(cell * features, (cell + 1) * features), to);
    });
  });
  const classes = Uint8Array.from(
    { length: VIEWS * chosen.length },
    (_, k) => cells[chosen[k % chosen.length]!]!.stage,
  );
  return { values: rows, features, classes };
}

const fit = (chosen: readonly number[]) =>
  fitSoftmaxRegression(rowsOf(chosen), STAGES.length, INVERSE_PENALTY);

/** The features of some cells as they are. */
const viewOf = (chosen: readonly number[]) => rowsOf(chosen).values.subarray(0, chosen.length * features);

/** The layer that ships, with what was fitted. */
function layerOf({ kernel, bias }: Fitted): Model {
  const layer = stageHead(features, STAGES.length);
  layer.setWeights({ 'stage/kernel': kernel, 'stage/bias': bias });
  return layer;
}

/** Of each row of features. */
async function probabilities(layer: Model, rows: Float32Array): Promise<number[][]> {
  const head = await Predictor.create(layer, { threads: 1 });
  const { outputs } = await head.run(rows, rows.length / features);
  await head.release();
  return Array.from({ length: rows.length / features }, (_, row) => [
    ...outputs.subarray(row * STAGES.length, (row + 1) * STAGES.length),
  ]);
}

const likeliest = (row: readonly number[]) => row.indexOf(Math.max(...row));
const GAMETOCYTE = STAGES.indexOf('gametocyte');
const groups = [...new Set(cells.map(({ group }) => group))];
const everyCell = cells.map((_, cell) => cell);

const answers: number[][] = [];
for (const group of groups) {
  const own = everyCell.filter((cell) => cells[cell]!.group === group);
  const layer = layerOf(fit(everyCell.filter((cell) => cells[cell]!.group !== group)));
  const said = await probabilities(layer, viewOf(own));
  own.forEach((cell, index) => {
    answers[cell] = said[index]!;
  });
}

console.log(`${cells.length} cells, ${groups.length} groups; each group by a head that has not seen it`);
console.log(['', ...STAGES].map((name) => name.padStart(12)).join(''));
for (const [stage, name] of STAGES.entries()) {
  const own = everyCell.filter((cell) => cells[cell]!.stage === stage);
  const said = STAGES.map((_, other) => own.filter((cell) => likeliest(answers[cell]!) === other).length);
  console.log([`${own.length} ${name}`, ...said].map((word) => String(word).padStart(12)).join(''));
}
const count = (test: (row: readonly number[], stage: number, sure: boolean) => boolean) =>
  everyCell.filter((cell) =>
    test(answers[cell]!, cells[cell]!.stage, Math.max(...answers[cell]!) >= SURE_STAGE),
  ).length;
const right = everyCell.map((cell) => likeliest(answers[cell]!) === cells[cell]!.stage);
/** With each group as often as it was drawn. */
const accuracy = (weights: ArrayLike<number>) => {
  const weight = (cell: number) => weights[groups.indexOf(cells[cell]!.group)]!;
  const total = everyCell.reduce((sum, cell) => sum + weight(cell), 0);
  return everyCell.reduce((sum, cell) => sum + (right[cell] ? weight(cell) : 0), 0) / total;
};
const interval = patientBootstrap(groups.length, { accuracy }).accuracy!;
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
console.log(
  `right: ${right.filter(Boolean).length}, ${percent(accuracy(groups.map(() => 1)))} (${interval.map(percent).join(' to ')} by groups)`,
);
console.log(
  `from ${SURE_STAGE} on: said ${count((_, __, sure) => sure)}, right ${count((row, stage, sure) => sure && likeliest(row) === stage)}`,
);
console.log(
  `  gametocytes told: ${count((row, stage, sure) => sure && stage === GAMETOCYTE && likeliest(row) === GAMETOCYTE)}`,
);
console.log(
  `  others taken for gametocytes: ${count((row, stage, sure) => sure && stage !== GAMETOCYTE && likeliest(row) === GAMETOCYTE)}`,
);

const layer = layerOf(fit(everyCell));
await saveModel(layer, out, {
  metadata: { [HEAD_KEY]: JSON.stringify({ classNames: STAGES, backbone: sha256 }) },
});
console.log(`written: ${out}`);

if (values.others !== undefined) {
  const files = (await readdir(values.others))
    .filter((name) => extname(name) !== '.csv')
    .sort()
    .filter((_, index) => index % Number(values.every) === 0)
    .map((file) => join(values.others!, file));
  const [others] = await viewsOf(files, 1);
  const said = await probabilities(layer, others!);
  for (const [stage, name] of STAGES.entries()) {
    const named = said.filter((row) => likeliest(row) === stage);
    console.log(
      `${name}: ${named.length} of ${files.length} others, ${named.filter((row) => Math.max(...row) >= SURE_STAGE).length} from ${SURE_STAGE} on`,
    );
  }
}
