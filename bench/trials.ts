// What a change of the recipe brings on patients never seen: cross-validations of the same folds, compared cell by cell.
//   node build/bench/trials.js BASE TRIAL... [--exclude FILE] [--relabel FILE]
// BASE and TRIAL are folders of giemsa cv, or several joined by "+", whose probabilities are averaged. Prints a Markdown table:
// differences to BASE with 95 % intervals by resampling patients, and McNemar's exact p. The more trials, the more of them
// differ by chance: read p below 0.05 divided by the number of trials as a difference.
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { signTest } from '@giemsa/core/internal/adopting/paired';
import { combinePredictions } from '@giemsa/core/internal/audit/combine-predictions';
import { readExcludeFile } from '@giemsa/core/internal/dataset/exclude-file';
import { readRelabelFile } from '@giemsa/core/internal/dataset/relabel-file';
import { RunFolder } from '@giemsa/core/internal/files/run-paths';
import { binaryScores, type Evaluation } from '@giemsa/core/internal/metrics/evaluation';
import { calibrationError } from '@giemsa/core/internal/metrics/metrics';
import {
  patientBootstrap,
  weightedAucRoc,
  weightedRatio,
} from '@giemsa/core/internal/metrics/patient-bootstrap';
import { countByPatient, type PatientIndex, patientIndex } from '@giemsa/core/internal/metrics/patients';
import type { Interval } from '@giemsa/core/internal/metrics/wilson';
import { readPredictions } from '@giemsa/core/internal/run-folder/read-predictions';
import { tellMistakes, WrongUse } from './tell-mistakes.js';

async function readFootings(
  names: string,
  { exclude, relabel }: { exclude?: string; relabel?: string },
): Promise<Evaluation> {
  const runs = await Promise.all(
    names.split('+').map((name) => readPredictions(new RunFolder(name).predictions)),
  );
  const { classes, cells } = combinePredictions(runs);
  const listed = { files: cells.map(({ file }) => file), classNames: classes };
  const excluded = exclude === undefined ? undefined : await readExcludeFile(exclude, listed);
  const relabelled = relabel === undefined ? undefined : await readRelabelFile(relabel, listed);
  return {
    ...{ classes, positive: classes.indexOf('Parasitized'), threshold: 0.5 },
    cells: cells
      .filter(({ file }) => !excluded?.has(file))
      .map((cell) => ({ ...cell, label: relabelled?.get(cell.file) ?? cell.label })),
  };
}

const nameOf = (names: string) =>
  names
    .split('+')
    .map((name) => basename(name))
    .join(' + ');

/** The second's answers in the first's order. */
function alike(first: Evaluation, second: Evaluation, name: string): Evaluation {
  const byFile = new Map(second.cells.map((cell) => [cell.file, cell]));
  return {
    ...second,
    cells: first.cells.map(({ file }) => {
      const cell = byFile.get(file);
      if (!cell)
        throw new WrongUse(`${name} has no answer for ${file}; compare cross-validations of the same cells`);
      return cell;
    }),
  };
}

const isRight = ({ cells }: Evaluation) =>
  cells.map(({ probabilities, label }) => probabilities[label]! > 0.5);

function figures(evaluation: Evaluation): string {
  const right = isRight(evaluation);
  const rate = (of: (label: number) => boolean) => {
    const chosen = right.filter((_, cell) => of(evaluation.cells[cell]!.label));
    return percent(chosen.filter(Boolean).length / chosen.length);
  };
  const { positive, cells } = evaluation;
  const area = weightedAucRoc(
    binaryScores(evaluation),
    Uint32Array.from(cells, () => 0),
  )(Uint32Array.of(1))!;
  return [
    rate(() => true),
    rate((label) => label === positive),
    rate((label) => label !== positive),
    area.toFixed(4),
    calibrationError(cells).toFixed(4),
  ].join(' | ');
}

function differences(first: Evaluation, second: Evaluation, patients: PatientIndex): string {
  const [before, after] = [isRight(first), isRight(second)];
  const gained = countByPatient(patients, (cell) => after[cell]! && !before[cell]!);
  const lost = countByPatient(patients, (cell) => before[cell]! && !after[cell]!);
  const all = countByPatient(patients, () => true);
  const sum = (counts: Uint32Array) => counts.reduce((total, count) => total + count, 0);
  const net = Array.from(gained, (count, patient) => count - lost[patient]!);
  const areas = [first, second].map((evaluation) =>
    weightedAucRoc(binaryScores(evaluation), patients.ofCell),
  );
  const area = (weights: Uint32Array) => {
    const [one, other] = areas.map((of) => of(weights));
    return one == null || other == null ? null : other - one;
  };
  const once = new Uint32Array(patients.ids.length).fill(1);
  const intervals = patientBootstrap(patients.ids.length, { accuracy: weightedRatio(net, all), area });
  return [
    `${signed((sum(gained) - sum(lost)) / first.cells.length, points)} (${between(intervals.accuracy, points)})`,
    signTest(sum(gained), sum(lost)).toPrecision(2),
    `${signed(area(once)!, four)} (${between(intervals.area, four)})`,
  ].join(' | ');
}

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
const points = (share: number) => (100 * share).toFixed(2);
const four = (value: number) => value.toFixed(4);
const signed = (value: number, text: (value: number) => string) => `${value > 0 ? '+' : ''}${text(value)}`;
const between = (interval: Interval | null, text: (value: number) => string) =>
  interval ? `${signed(interval[0], text)} to ${signed(interval[1], text)}` : 'no interval';

await tellMistakes(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { exclude: { type: 'string' }, relabel: { type: 'string' } },
  });
  const [base, ...trials] = positionals;
  if (base === undefined || trials.length === 0)
    throw new WrongUse(
      'trials needs two folders of giemsa cv or more: first the one that the others are compared with',
    );
  const first = await readFootings(base, values);
  const patients = patientIndex(first)!;
  console.log(
    '| trial | accuracy | sensitivity | specificity | ROC AUC | ECE | accuracy, difference | p | AUC, difference |',
  );
  console.log('|---|---|---|---|---|---|---|---|---|');
  console.log(`| ${nameOf(base)} | ${figures(first)} | | | |`);
  for (const trial of trials) {
    const second = alike(first, await readFootings(trial, values), trial);
    console.log(`| ${nameOf(trial)} | ${figures(second)} | ${differences(first, second, patients)} |`);
  }
  console.log(`\n${first.cells.length} cells of ${patients.ids.length} patients`);
});
