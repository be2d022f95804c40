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
import { type Evaluation, predictedClass } from '@giemsa/core/internal/metrics/evaluation';
import { calibrationError } from '@giemsa/core/internal/metrics/metrics';
import { type PairedValue, pairedFigures } from '@giemsa/core/internal/metrics/paired-figures';
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

const isRight = (evaluation: Evaluation) =>
  evaluation.cells.map((cell) => predictedClass(evaluation, cell) === cell.label);

/** The second's figures, and what they differ from the first's. */
function rowOf(first: Evaluation, second: Evaluation) {
  const { figures } = pairedFigures(first, second);
  const share = (name: 'accuracy' | 'sensitivity' | 'specificity') => percent(figures[name]!.after.value);
  const { accuracy, auc_roc: area } = figures;
  const [before, after] = [isRight(first), isRight(second)];
  const gained = after.filter((right, cell) => right && !before[cell]).length;
  const lost = before.filter((right, cell) => right && !after[cell]).length;
  return {
    figures: [
      ...[share('accuracy'), share('sensitivity'), share('specificity')],
      ...[area!.after.value.toFixed(4), calibrationError(second.cells).toFixed(4)],
    ].join(' | '),
    differences: [
      difference(accuracy!.difference, points),
      signTest(gained, lost).toPrecision(2),
      difference(area!.difference, four),
    ].join(' | '),
  };
}

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
const points = (share: number) => (100 * share).toFixed(2);
const four = (value: number) => value.toFixed(4);
const signed = (value: number, text: (value: number) => string) => `${value > 0 ? '+' : ''}${text(value)}`;
const difference = ({ value, ci95 }: PairedValue, text: (value: number) => string) =>
  `${signed(value, text)} (${ci95 ? `${signed(ci95[0], text)} to ${signed(ci95[1], text)}` : 'no interval'})`;

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
  console.log(
    '| trial | accuracy | sensitivity | specificity | ROC AUC | ECE | accuracy, difference | p | AUC, difference |',
  );
  console.log('|---|---|---|---|---|---|---|---|---|');
  console.log(`| ${nameOf(base)} | ${rowOf(first, first).figures} | | | |`);
  for (const trial of trials) {
    const row = rowOf(first, alike(first, await readFootings(trial, values), trial));
    console.log(`| ${nameOf(trial)} | ${row.figures} | ${row.differences} |`);
  }
  console.log(
    `\n${first.cells.length} cells of ${new Set(first.cells.map(({ patient }) => patient)).size} patients`,
  );
});
