import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { DecodedPicture } from '@giemsa/core';
import { UnreadableFile } from '@giemsa/core/internal/errors/kinds';
import type { DecodeBatch, DecodedBatch } from '@giemsa/core/internal/predicting/decode-batch';
import { DecoderEnded, DecoderPool } from './decoder-pool.js';
import type { Size, Task } from './tasks.js';

// Pictures that somebody sent are decoded in separate processes, never in the server's.

/** Always the built one: Node.js cannot run the source. */
const PROGRAM = fileURLToPath(new URL('../../dist/decode/decoder-process.js', import.meta.url));
const LIMITS = { program: PROGRAM, longestMs: 60_000, idleMs: 60_000 };

const pixels = new DecoderPool({ ...LIMITS, size: Math.min(4, Math.max(2, availableParallelism())) });
/** Uploads do not wait behind large pictures. */
const headers = new DecoderPool({ ...LIMITS, size: 1 });

/** Before work on pictures starts: they are not to blame for a worker that stops while a process starts. */
export const decoderReady = (): Promise<void> => pixels.ready().catch(() => undefined);

/**
 * As in giemsa itself, but in other processes. If a process ends while reading several pictures, each is
 * tried alone, so that only the faulty one is skipped.
 */
export const decodeBatchApart: DecodeBatch = async (model, batch, isGated) => {
  const { imageSize, colorMode, resizeRule, gate } = model;
  const recipe = { imageSize, colorMode, resizeRule, gate };
  try {
    const task = { kind: 'batch' as const, words: [recipe, batch, isGated] as const };
    return (await (batch.length === 1 ? twice(pixels, task) : pixels.run(task))) as DecodedBatch;
  } catch (error) {
    if (!(error instanceof DecoderEnded)) throw error;
    const [alone, ...others] = batch;
    if (alone && others.length === 0) {
      const skipped = [{ file: alone.name, reason: unreadable(alone.name, error) }];
      return { kept: [], images: new Uint8Array(0), refused: [], skipped };
    }
    const single: DecodedBatch[] = [];
    for (const picture of batch) single.push(await decodeBatchApart(model, [picture], isGated));
    return {
      kept: single.flatMap(({ kept }) => kept),
      images: Buffer.concat(single.map(({ images }) => images)),
      refused: single.flatMap(({ refused }) => refused),
      skipped: single.flatMap(({ skipped }) => skipped),
    };
  }
};

/** @throws UserError as `decodePixels`, and when its decoder crashed or did not come to an end */
export async function decodePixelsApart(source: Buffer, name: string): Promise<DecodedPicture> {
  try {
    return (await twice(pixels, { kind: 'pixels', source, name })) as DecodedPicture;
  } catch (error) {
    throw error instanceof DecoderEnded ? new UnreadableFile(name, unreadable(name, error)) : error;
  }
}

/**
 * From the header, as it is shown: turned upright. `undefined` where the file is damaged.
 * @throws UserError when its decoder crashed or did not come to an end: the file may be as it should
 */
export async function sizeApart(source: Buffer | string): Promise<Size | undefined> {
  try {
    return (await twice(headers, { kind: 'size', source })) as Size;
  } catch (error) {
    if (error instanceof DecoderEnded) throw new UnreadableFile('picture', error.message);
    return undefined;
  }
}

/**
 * For one picture: the first time, anything may have ended the process; the second time it is the picture.
 */
async function twice(pool: DecoderPool, task: Task): Promise<unknown> {
  return pool.run(task).catch((error: unknown) => {
    if (error instanceof DecoderEnded && !error.isLate) return pool.run(task);
    throw error;
  });
}

const unreadable = (name: string, { message }: Error): string => `cannot read ${name}: ${message}`;
