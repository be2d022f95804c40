import { UnreadableFile } from '../errors/kinds.js';
import { UserError } from '../errors/user-error.js';
import { inParallel } from '../files/parallel.js';
import type { SkippedFile } from '../files/skipped-file.js';
import type { CellModel } from '../formats/cell-model.js';
import { GATE_SIZE } from '../gate/mask.js';
import { refuse } from '../gate/refuse.js';
import { decodePixels } from '../pictures/decode.js';
import { fitPixels } from '../pictures/fit-pixels.js';
import type { PictureIn } from '../pictures/pictures-in.js';
import { RESIZE_RULE } from '../pictures/resize.js';

/** What of a model decides how pictures are decoded for it. */
export type DecodingModel = Pick<CellModel, 'imageSize' | 'colorMode' | 'resizeRule' | 'gate'>;

/**
 * Reads and decodes a batch of pictures.
 * @param isGated whether pictures that are not cells, by the model's input gate, are refused
 */
export type DecodeBatch = (
  model: DecodingModel,
  batch: readonly PictureIn[],
  isGated: boolean,
) => Promise<DecodedBatch>;

/** A batch that was decoded: what is predicted, and what is not. */
export interface DecodedBatch {
  readonly kept: readonly Kept[];
  /** `[kept, size, size, 3] uint8` */
  readonly images: Uint8Array;
  readonly refused: readonly SkippedFile[];
  readonly skipped: readonly SkippedFile[];
}

/** A picture that is predicted. */
export interface Kept {
  readonly file: string;
  readonly note?: string;
}

/**
 * Decodes pictures as a model takes them; pictures that cannot be read, or are not for this model, are
 * reported.
 */
export const decodeBatch: DecodeBatch = async (
  { imageSize, colorMode, resizeRule, gate },
  batch,
  isGated,
) => {
  const length = imageSize * imageSize * 3;
  const isGateSize = imageSize === GATE_SIZE && colorMode === 'rgb' && resizeRule === RESIZE_RULE;
  const inputs = new Array<{ kept: Kept; input: Uint8Array } | undefined>(batch.length);
  const refused: (SkippedFile | undefined)[] = [];
  const skipped: (SkippedFile | undefined)[] = [];
  await inParallel(batch.length, async (index) => {
    const { name, source, problem } = batch[index]!;
    try {
      if (problem !== undefined) throw new UnreadableFile(name, problem);
      const pixels = await decodePixels(source, name);
      const input = fitPixels(pixels, { width: imageSize, height: imageSize, colorMode, resizeRule });
      const reason = isGated && gate ? refuse(gate, pixels, isGateSize ? input : undefined) : undefined;
      const { note } = pixels;
      if (reason === undefined)
        inputs[index] = { input, kept: { file: name, ...(note !== undefined && { note }) } };
      else refused[index] = { file: name, reason };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      skipped[index] = { file: name, reason: error.message };
    }
  });
  const taken = inputs.filter((entry) => entry !== undefined);
  const images = new Uint8Array(taken.length * length);
  taken.forEach(({ input }, index) => {
    images.set(input, index * length);
  });
  return {
    kept: taken.map(({ kept }) => kept),
    images,
    refused: refused.filter((entry) => entry !== undefined),
    skipped: skipped.filter((entry) => entry !== undefined),
  };
};
