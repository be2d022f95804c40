import type { Command } from 'commander';
import { UserError } from '../errors.js';
import { type CellModel, openCellModel } from '../formats/cell-model.js';
import { showProgress } from '../progress.js';
import { checkThreshold } from '../run/choices.js';
import { createOutput } from '../run/output.js';
import { type Predictions, predictFiles } from '../run/predict-files.js';
import { toCsv } from '../run/predictions.js';
import { formatTable } from './format-table.js';
import { numberOption, printJson } from './parse.js';

interface PredictOptions {
  threshold?: number;
  json?: boolean;
  csv?: boolean;
}

export function register(program: Command): void {
  program
    .command('predict')
    .summary('probability and class of images')
    .description('Predicts the class of images of single cells. Files that cannot be read are skipped.')
    .argument('<model>', 'run folder, or .onnx file that giemsa wrote')
    .argument('<files...>', 'images, or folders of images')
    .option(
      '--threshold <number>',
      'probability from which a cell is called positive (default: the model’s)',
      numberOption('--threshold'),
    )
    .option('--json', 'print one JSON document')
    .option('--csv', 'print CSV')
    .action(predict);
}

async function predict(
  path: string,
  files: string[],
  { threshold, json, csv }: PredictOptions,
): Promise<void> {
  checkThreshold(threshold);
  if (json && csv) throw new UserError('choose one of --json and --csv');
  const model = await openCellModel(path);
  if (threshold !== undefined && model.classNames.length > 2) {
    throw new UserError(`--threshold is for models of two classes; ${path} has ${model.classNames.length}`);
  }
  const progress = showProgress('predicting', 'images');
  const results = await predictFiles(model, files, threshold, progress.update).finally(() => progress.stop());
  await model.release();
  if (json) return printJson(toJson(path, model, threshold, results));
  if (csv) process.stdout.write(toCsv(toRows(model, results, String)));
  else process.stdout.write(formatTable(toRows(model, results, fourDigits), process.stdout.columns));
  const { say, warn } = createOutput({ json: csv ?? false });
  for (const { reason } of results.skipped) warn(`skipped: ${reason}`);
  if (!csv) say(countClasses(results));
}

function toJson(
  path: string,
  model: CellModel,
  threshold = model.threshold,
  { predictions, skipped }: Predictions,
) {
  const { classNames, positiveClass } = model;
  const binary = classNames.length === 2;
  return {
    model: path,
    classes: classNames,
    ...(binary && { positive_class: classNames[positiveClass], threshold }),
    predictions,
    skipped,
  };
}

const fourDigits = (probability: number) => probability.toFixed(4);

function toRows(
  { classNames }: CellModel,
  { predictions }: Predictions,
  format: (probability: number) => string,
): string[][] {
  const header = ['file', 'class', ...classNames.map((name) => `probability_${name}`)];
  const rows = predictions.map(({ file, class: name, probabilities }) => [
    file,
    name,
    ...classNames.map((className) => format(probabilities[className]!)),
  ]);
  return [header, ...rows];
}

function countClasses({ predictions, skipped }: Predictions): string {
  const counts = new Map<string, number>();
  for (const { class: name } of predictions) counts.set(name, (counts.get(name) ?? 0) + 1);
  const parts = [...counts].map(([name, count]) => `${count} ${name}`);
  return `${predictions.length} images: ${parts.join(', ')}${skipped.length > 0 ? `; ${skipped.length} skipped` : ''}`;
}
