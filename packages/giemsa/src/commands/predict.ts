import { unsureBand } from '@giemsa/core/internal/answer/decide';
import { counted } from '@giemsa/core/internal/counted';
import { openDevice } from '@giemsa/core/internal/device/open-device';
import { checkThreshold } from '@giemsa/core/internal/errors/check-option';
import { ConflictingOptions, Mismatch, MissingOption } from '@giemsa/core/internal/errors/kinds';
import type { SkippedFile } from '@giemsa/core/internal/files/skipped-file';
import { type CombinedModel, openCombinedModel } from '@giemsa/core/internal/formats/combined-model';
import { MODEL_HELP, modelAndFiles } from '@giemsa/core/internal/formats/model-files';
import { describeMeaning } from '@giemsa/core/internal/formats/model-meaning';
import { picturesIn } from '@giemsa/core/internal/pictures/pictures-in';
import {
  type Predictions,
  predictFiles,
  refuseNothing,
} from '@giemsa/core/internal/predicting/predict-files';
import { predictStream } from '@giemsa/core/internal/predicting/predict-stream';
import {
  checkPredictionsFile,
  predictToFile,
  type WrittenPredictions,
} from '@giemsa/core/internal/predicting/predict-to-file';
import { LINE_FORMATS, madeBy, predictionRows } from '@giemsa/core/internal/predicting/prediction-lines';
import { checkWatched } from '@giemsa/core/internal/predicting/watch-folder';
import type { Command } from 'commander';
import { goOnBy, stopOnSignals } from '../terminal/interruption.js';
import { noteHidden, noteShipped } from '../terminal/note-shipped.js';
import { createOutput } from '../terminal/output.js';
import { showProgress } from '../terminal/progress.js';
import { examples } from './examples.js';
import { formatTable } from './format-table.js';
import { type MeaningFlags, withMeaningOptions } from './meaning-options.js';
import { collect, numberOption, printData, printJson } from './parse.js';

interface PredictOptions extends MeaningFlags {
  threshold?: number;
  with?: string[];
  tta?: number;
  gate: boolean;
  json?: boolean;
  csv?: boolean;
  jsonl?: boolean;
  out?: string;
  watch?: string;
  threads?: number;
}

export function register(program: Command): void {
  withMeaningOptions(program.command('predict'))
    .summary('probability and class of images')
    .description(
      'Predicts the class of images of single cells. Pictures that do not look like one stained red cell cut out on black are refused ' +
        'with the reason. Files that cannot be read are skipped.',
    )
    .usage('[options] [model] <files...>')
    .argument(
      '[files...]',
      `a model (default: the one that ships), then images, folders or zip archives of images; - reads paths from standard input. ${MODEL_HELP}`,
    )
    .option(
      '--threshold <number>',
      'probability from which a cell is called positive (default: the model’s)',
      numberOption('--threshold'),
    )
    .option('--with <model>', 'average with this model; repeatable', collect)
    .option(
      '--tta <views>',
      'average over 2, 4 or 8 flips and right-angle turns (default: 1 view)',
      numberOption('--tta'),
    )
    .option('--no-gate', 'predict every picture, whatever it shows')
    .option('--json', 'print one JSON document')
    .option('--csv', 'print CSV')
    .option('--jsonl', 'print one line of JSON per image, as it is predicted')
    .option(
      '--out <file>',
      'write predictions to this .csv or .jsonl file as they are made; continues an existing file',
    )
    .option(
      '--watch <folder>',
      'predict pictures as they arrive in a folder, until Ctrl-C; needs --out. On network drives set CHOKIDAR_USEPOLLING=1',
    )
    .option('--threads <number>', 'processor threads (default: all)', numberOption('--threads'))
    .addHelpText(
      'after',
      examples(
        'predict cell.png',
        'predict accurate cells/ --csv',
        'predict runs/NAME cells.zip --out results.csv',
        'predict --watch inbox --out results.csv',
      ),
    )
    .action(predict);
}

async function predict(
  words: string[],
  {
    threshold,
    with: others = [],
    tta,
    gate,
    json,
    csv,
    jsonl,
    out,
    watch,
    threads,
    ...meaning
  }: PredictOptions,
): Promise<void> {
  checkThreshold(threshold);
  if ([json, csv, jsonl, out !== undefined].filter(Boolean).length > 1) {
    throw new ConflictingOptions(
      ['json', 'csv', 'jsonl', 'out'],
      'choose one of --json, --csv, --jsonl and --out',
    );
  }
  if (out !== undefined) await checkPredictionsFile(out);
  if (watch !== undefined) await checkWatched(watch);
  if (watch !== undefined && out === undefined)
    throw new MissingOption('out', '--watch writes to a file: give --out');
  const { model: path, files, hides } = await modelAndFiles(words);
  const notes = createOutput({ json: true });
  if (hides) noteShipped(notes, path);
  await noteHidden(notes, others);
  if (watch !== undefined && files.length > 0) {
    throw new ConflictingOptions(
      ['files', 'watch'],
      `give files or --watch, not both. Received ${files[0]} and --watch ${watch}`,
    );
  }
  const model = await openCombinedModel([path, ...others], {
    tta,
    meaning,
    ...(await openDevice({ threads })),
  });
  notes.say(...describeMeaning(model.parts));
  if (threshold !== undefined && model.classNames.length > 2) {
    throw new Mismatch(`--threshold is for models of two classes; ${path} has ${model.classNames.length}`);
  }
  if (watch !== undefined && out !== undefined) {
    const counts = await predictUntilStopped(model, watch, out, { threshold, gate });
    await model.release();
    return createOutput().say(describeWritten(out, counts));
  }
  const progress = showProgress('predicting', 'images');
  const options = { threshold, gate, onProgress: progress.update };
  if (out !== undefined) {
    goOnBy({ kept: `what is in ${out} is kept` });
    const counts = await predictToFile(model, files, out, options).finally(() => progress.stop());
    await model.release();
    return createOutput().say(describeWritten(out, counts));
  }
  const about = { classNames: model.classNames, madeBy: madeBy(model, options) };
  if (jsonl) {
    const { pictures } = await picturesIn(files);
    let read = 0;
    const skipped: SkippedFile[] = [];
    for await (const batch of predictStream(model, pictures, options)) {
      printData(LINE_FORMATS['.jsonl']!.lines(batch, about));
      read += batch.predictions.length + batch.refused.length;
      skipped.push(...batch.skipped);
    }
    await model.release();
    return refuseNothing(read, skipped);
  }
  const begun = performance.now();
  const results = await predictFiles(model, files, options).finally(() => progress.stop());
  const seconds = (performance.now() - begun) / 1000;
  await model.release();
  if (json) return printJson(toJson(path, model, threshold, gate, results));
  if (csv) {
    const { header, lines } = LINE_FORMATS['.csv']!;
    printData(`${header(about)}${lines(results, about)}`);
  } else process.stdout.write(formatTable(tableRows(model, results), process.stdout.columns));
  const { say, warn } = createOutput({ json: csv ?? false });
  for (const { reason } of results.skipped) warn(`skipped: ${reason}`);
  if (csv) return;
  say(countClasses(results));
  if (model.passes > 1) say(describeCost(model, results, seconds));
}

/** The first Ctrl-C stops it after writing what is being computed; a second one stops it at once. */
async function predictUntilStopped(
  model: CombinedModel,
  folder: string,
  out: string,
  options: { threshold: number | undefined; gate: boolean },
): Promise<WrittenPredictions> {
  const stop = new AbortController();
  stopOnSignals(() => stop.abort());
  const { say } = createOutput({ json: true });
  say(`watching ${folder}; results go to ${out}; Ctrl-C stops`);
  const onProgress = (done: number) => say(`${counted(done, 'image')} done`);
  const { predictWatched } = await import('@giemsa/core/internal/predicting/predict-watched');
  return predictWatched(model, folder, out, { ...options, signal: stop.signal, onProgress });
}

function toJson(
  path: string,
  model: CombinedModel,
  given: number | undefined,
  gateOn: boolean,
  { predictions, refused, skipped }: Predictions,
) {
  const threshold = given ?? model.threshold;
  const { classNames, positiveClass, unsureHalfWidth: halfWidth, calibration, gate, members, passes } = model;
  const { meaning, unchecked } = model;
  const binary = classNames.length === 2;
  return {
    model: path,
    classes: classNames,
    ...(binary && { positive_class: classNames[positiveClass], threshold }),
    ...(binary && halfWidth !== undefined && { unsure_band: unsureBand(threshold, halfWidth) }),
    made_by: madeBy(model, { threshold, gate: gateOn }),
    temperature: calibration?.temperature ?? null,
    has_gate: gate !== undefined,
    ...(meaning && { meaning }),
    ...(unchecked !== undefined && { unchecked }),
    ...(passes > 1 && { members, passes_per_cell: passes }),
    predictions,
    refused,
    skipped,
  };
}

const fourDigits = (probability: number) => probability.toFixed(4);

/** Skipped files are listed below the table, because their reasons are long. */
function tableRows({ classNames }: CombinedModel, results: Predictions): string[][] {
  const header = ['file', 'class', ...classNames.map((name) => `P(${name})`), 'note'];
  const rows = predictionRows({ ...results, skipped: [] }, classNames).map((row) =>
    row.map((cell) => (typeof cell === 'number' ? fourDigits(cell) : String(cell ?? ''))),
  );
  const hasNote = rows.some((row) => row.at(-1) !== '');
  return hasNote ? [header, ...rows] : [header, ...rows].map((row) => row.slice(0, -1));
}

function countClasses({ predictions, refused, skipped }: Predictions): string {
  const counts = new Map<string, number>();
  for (const { class: name } of predictions) counts.set(name, (counts.get(name) ?? 0) + 1);
  const unsure = predictions.filter((prediction) => prediction.unsure).length;
  const parts = [...counts].map(([name, count]) => `${count} ${name}`);
  if (unsure > 0) parts.push(`${unsure} of these unsure: for a person to check`);
  if (refused.length > 0) parts.push(`${refused.length} refused`);
  return `${counted(predictions.length + refused.length, 'image')}: ${parts.join(', ')}${skipped.length > 0 ? `; ${skipped.length} skipped` : ''}`;
}

function describeWritten(out: string, { written, resumed, refused, skipped }: WrittenPredictions): string {
  const others = [
    ...(resumed > 0 ? [`${resumed} were there already`] : []),
    ...(refused > 0 ? [`${refused} refused`] : []),
    ...(skipped > 0 ? [`${skipped} could not be read`] : []),
  ];
  return `${out}: ${[`${counted(written, 'image')} predicted`, ...others].join(', ')}`;
}

function describeCost(
  { members, passes }: CombinedModel,
  { predictions }: Predictions,
  seconds: number,
): string {
  const each = (1000 * seconds) / Math.max(1, predictions.length);
  return `Cost: ${counted(passes, 'pass', 'passes')} per cell (${counted(members.length, 'model')} × ${counted(passes / members.length, 'view')}), ${each.toFixed(1)} ms per cell`;
}
