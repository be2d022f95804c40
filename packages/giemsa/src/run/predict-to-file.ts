import { open, readFile, truncate } from 'node:fs/promises';
import { extname } from 'node:path';
import { UserError } from '../errors.js';
import { goOnBy } from '../files/interruption.js';
import { type Lock, lockBeside } from '../files/lock.js';
import { checkOutputFile } from '../files/output.js';
import { naming } from '../files/system-error.js';
import type { PictureIn } from './pictures-in.js';
import { picturesIn } from './pictures-in.js';
import type { PredictFilesOptions } from './predict-files.js';
import { type PredictingModel, type Predictions, predictStream } from './predict-stream.js';
import { toCsv } from './predictions.js';

/** What was written to a file. */
export interface WrittenPredictions {
  readonly written: number;
  /** Files that were in it already, from a run that was stopped. */
  readonly resumed: number;
  readonly refused: number;
  readonly skipped: number;
}

/** How predictions are written as lines, and how the file of a line is found again. */
interface LineFormat {
  readonly header: (classNames: readonly string[]) => string;
  readonly lines: (batch: Predictions, classNames: readonly string[]) => string;
  /** Files of whole lines. @throws Error on lines that are none of ours */
  readonly files: (text: string) => string[] | Promise<string[]>;
}

const FORMATS: Readonly<Record<string, LineFormat>> = {
  '.jsonl': {
    header: () => '',
    lines: ({ predictions, refused, skipped }) =>
      [
        ...predictions,
        ...refused.map((entry) => ({ ...entry, refused: true })),
        ...skipped.map((entry) => ({ ...entry, skipped: true })),
      ]
        .map((entry) => `${JSON.stringify(entry)}\n`)
        .join(''),
    files: (text) =>
      text
        .split('\n')
        .filter(Boolean)
        .map((line) => (JSON.parse(line) as { file: string }).file),
  },
  '.csv': {
    header: (classNames) => toCsv([csvHeader(classNames)]),
    lines: ({ predictions, refused, skipped }, classNames) =>
      toCsv([
        ...predictions.map(({ file, class: name, probabilities, unsure }) => [
          file,
          name,
          ...classNames.map((className) => probabilities[className]!),
          unsure ? 'unsure' : '',
        ]),
        ...refused.map(({ file, reason }) => [file, 'refused', ...classNames.map(() => ''), reason]),
        ...skipped.map(({ file, reason }) => [file, 'skipped', ...classNames.map(() => ''), reason]),
      ]),
    files: async (text) => {
      const { parse } = await import('csv-parse/sync');
      return (parse(text) as string[][]).slice(1).map(([file]) => file!);
    },
  },
};

const csvHeader = (classNames: readonly string[]): string[] => [
  'file',
  'class',
  ...classNames.map((name) => `probability_${name}`),
  'note',
];

/** Whether predictions can be written there, before anything is computed. @throws UserError when they cannot */
export async function checkPredictionsFile(out: string): Promise<void> {
  await checkOutputFile('--out', out);
  formatOf(out);
}

function formatOf(out: string): LineFormat {
  const format = FORMATS[extname(out).toLowerCase()];
  if (format) return format;
  throw new UserError(`--out ${out}: give a name that ends in .csv or .jsonl`);
}

/** JSON lines of some predictions. */
export const toJsonLines = (batch: Predictions): string => FORMATS['.jsonl']!.lines(batch, []);

/** A `.csv` or `.jsonl` file that predictions are added to as they are made. */
export interface PredictionsFile {
  /** Pictures that were in it when it was opened. */
  readonly known: ReadonlySet<string>;
  /** What was added so far. */
  readonly counts: Readonly<Omit<WrittenPredictions, 'resumed'>>;
  append(batch: Predictions): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a file that may hold predictions of a run that was stopped; a line that was cut short is taken out.
 * @throws UserError on another ending, or a file that holds something else
 */
export async function openPredictionsFile(
  out: string,
  { classNames }: Pick<PredictingModel, 'classNames'>,
): Promise<PredictionsFile> {
  const format = formatOf(out);
  const lock = await lockBeside(out, { what: '--out', instead: 'wait for it, or give another file' });
  try {
    return await openLocked(out, format, classNames, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openLocked(
  out: string,
  format: LineFormat,
  classNames: readonly string[],
  lock: Lock,
): Promise<PredictionsFile> {
  const known = await readKnown(out, format, classNames);
  const counts = { written: 0, refused: 0, skipped: 0 };
  const file = await open(out, 'a');
  if ((await file.stat()).size === 0) await file.appendFile(format.header(classNames));
  return {
    known,
    counts,
    append: async (batch) => {
      await file.appendFile(format.lines(batch, classNames)).catch((error: unknown) => {
        throw naming(out, error);
      });
      counts.written += batch.predictions.length;
      counts.refused += batch.refused.length;
      counts.skipped += batch.skipped.length;
    },
    close: async () => {
      await file.sync();
      await file.close();
      await lock.release();
    },
  };
}

/**
 * Predicts and writes as it goes, a line for each picture, into a `.csv` or `.jsonl` file. A file that exists is gone on
 * with: pictures that are in it are not predicted again; a line that was cut short is.
 * @throws UserError on another ending, or a file that holds something else
 */
export async function predictToFile(
  model: PredictingModel,
  paths: readonly string[],
  out: string,
  { onProgress, ...options }: PredictFilesOptions = {},
): Promise<WrittenPredictions> {
  const file = await openPredictionsFile(out, model);
  goOnBy({ kept: `what is in ${out} is kept` });
  let resumed = 0;
  try {
    const { total = 0, pictures } = await picturesIn(paths);
    async function* fresh(): AsyncGenerator<PictureIn> {
      for await (const picture of pictures) {
        if (file.known.has(picture.name)) resumed++;
        else yield picture;
      }
    }
    for await (const batch of predictStream(model, fresh(), options)) {
      await file.append(batch);
      const { written, refused, skipped } = file.counts;
      const done = written + resumed + refused + skipped;
      onProgress?.(done, Math.max(total, done));
    }
  } finally {
    await file.close();
  }
  return { ...file.counts, resumed };
}

async function readKnown(
  path: string,
  format: LineFormat,
  classNames: readonly string[],
): Promise<ReadonlySet<string>> {
  const text = await readFile(path, 'utf8').catch(() => '');
  if (text === '') return new Set();
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  try {
    const header = format.header(classNames);
    if (!whole.startsWith(header)) throw new Error(`it does not begin with ${header.trim()}`);
    const files = await format.files(whole);
    if (whole.length < text.length) await truncate(path, Buffer.byteLength(whole));
    return new Set(files);
  } catch (error) {
    throw new UserError(
      `--out ${path} exists and holds no predictions of this model: ${(error as Error).message}. Choose another file`,
    );
  }
}
