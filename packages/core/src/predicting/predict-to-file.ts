import { open, readFile, truncate } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { InvalidOption, OutputExists, ResumeMismatch } from '../errors/kinds.js';
import { option, text as words } from '../errors/text.js';
import { type Lock, lockBeside } from '../files/lock.js';
import { checkOutputFile } from '../files/output.js';
import type { SkippedFile } from '../files/skipped-file.js';
import { naming } from '../files/system-error.js';
import type { PictureIn } from '../pictures/pictures-in.js';
import { picturesIn } from '../pictures/pictures-in.js';
import { type PredictFilesOptions, refuseNothing } from './predict-files.js';
import {
  type PredictingModel,
  type Predictions,
  type PredictOptions,
  predictStream,
} from './predict-stream.js';
import { differenceOf, LINE_FORMATS, type LineFormat, type LinesOf, madeBy } from './prediction-lines.js';

/** What was written to a file. */
export interface WrittenPredictions {
  readonly written: number;
  /** Files that were in it already, from a run that was stopped. */
  readonly resumed: number;
  readonly refused: number;
  readonly skipped: number;
}

/** Whether predictions can be written there, before anything is computed. @throws UserError when they cannot */
export async function checkPredictionsFile(out: string): Promise<void> {
  await checkOutputFile('out', out);
  formatOf(out);
}

function formatOf(out: string): LineFormat {
  const format = LINE_FORMATS[extname(out).toLowerCase()];
  if (format) return format;
  throw new InvalidOption(
    'out',
    out,
    words`${option('out')} ${out}: give a name that ends in .csv or .jsonl`,
  );
}

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
 * @throws UserError on another ending, or a file that holds something else, or what another model or other settings said
 */
export async function openPredictionsFile(
  out: string,
  model: PredictingModel,
  options: PredictOptions = {},
): Promise<PredictionsFile> {
  const format = formatOf(out);
  const lock = await lockBeside(out, {
    what: words`${option('out')}`,
    instead: 'wait for it, or give another file',
  });
  try {
    return await openLocked(
      out,
      format,
      { classNames: model.classNames, madeBy: madeBy(model, options) },
      lock,
    );
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openLocked(
  out: string,
  format: LineFormat,
  about: LinesOf,
  lock: Lock,
): Promise<PredictionsFile> {
  const known = await readKnown(out, format, about);
  const counts = { written: 0, refused: 0, skipped: 0 };
  const file = await open(out, 'a');
  if ((await file.stat()).size === 0) await file.appendFile(format.header(about));
  return {
    known,
    counts,
    append: async (batch) => {
      await file.appendFile(format.lines(batch, about)).catch((error: unknown) => {
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
 * Predicts and writes as it goes, a line for each picture, into a `.csv` or `.jsonl` file. An existing file
 * is continued: pictures in it are not predicted again, except for a truncated line.
 * @throws UserError on another ending, or a file that holds something else
 */
export async function predictToFile(
  model: PredictingModel,
  paths: readonly string[],
  out: string,
  { onProgress, ...options }: PredictFilesOptions = {},
): Promise<WrittenPredictions> {
  const file = await openPredictionsFile(out, model, options);
  let resumed = 0;
  const skippedFiles: SkippedFile[] = [];
  try {
    const { total = 0, pictures } = await picturesIn(paths);
    async function* fresh(): AsyncGenerator<PictureIn> {
      for await (const picture of pictures) {
        if (isOut(picture.name, out)) continue;
        if (file.known.has(picture.name)) resumed++;
        else yield picture;
      }
    }
    for await (const batch of predictStream(model, fresh(), options)) {
      await file.append(batch);
      skippedFiles.push(...batch.skipped);
      const { written, refused, skipped } = file.counts;
      const done = written + resumed + refused + skipped;
      onProgress?.(done, Math.max(total, done));
    }
  } finally {
    await file.close();
  }
  refuseNothing(file.counts.written + file.counts.refused + resumed, skippedFiles);
  return { ...file.counts, resumed };
}

/** The results themselves, and the files beside them, are not input. */
const isOut = (name: string, out: string): boolean => resolve(name).startsWith(resolve(out));

async function readKnown(path: string, format: LineFormat, about: LinesOf): Promise<ReadonlySet<string>> {
  const text = await readFile(path, 'utf8').catch(() => '');
  if (text === '') return new Set();
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  try {
    const header = format.header(about);
    if (!whole.startsWith(header)) throw new Error(`it does not begin with ${header.trim()}`);
    const lines = format.read(whole);
    for (const line of lines) checkMadeBy(line.madeBy, about);
    if (whole.length < text.length) await truncate(path, Buffer.byteLength(whole));
    return new Set(lines.map(({ file }) => file));
  } catch (error) {
    if (error instanceof OtherSettings) {
      throw new ResumeMismatch(
        path,
        words`${option('out')} ${path} was started with ${error.message}. Continue with the same model and settings, or choose another file`,
      );
    }
    throw new OutputExists(
      path,
      words`${option('out')} ${path} exists but does not hold predictions of this model: ${(error as Error).message}. Choose another file`,
    );
  }
}

class OtherSettings extends Error {}

function checkMadeBy(before: string | undefined, { madeBy: now }: LinesOf): void {
  if (before === undefined) throw new Error('its lines do not say which model made them');
  const difference = differenceOf(before, now);
  if (difference !== undefined) throw new OtherSettings(difference);
}
