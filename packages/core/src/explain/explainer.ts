import { createBackgroundSession, type Model, type SessionOptions } from '@giemsa/nn';
import { checkProbabilities } from '../answer/check-probabilities.js';
import { scaleRows } from '../answer/temperature.js';
import { type HeatMapGraphOptions, heatMapGraph } from './grad-cam-graph.js';

/** Probabilities of one image, and where its evidence lies. */
export interface Explanation {
  readonly probabilities: Float32Array;
  /** `[size, size]`, 0 to 1; all 0 where nothing speaks for the class. */
  readonly heat: Float32Array;
  /** What 1 stands for, in units of the logit. */
  readonly peak: number;
  /** Rows and columns of `heat`. */
  readonly size: number;
}

/** A model with its heat maps, ready to run. */
export interface Explainer {
  readonly batchSize: number;
  /**
   * Heat maps of some pictures, in their order.
   * @param images up to `batchSize` of `[size, size, 3] uint8`, as `decodeImage` gives them
   */
  explain(images: readonly Uint8Array[]): Promise<Explanation[]>;
  /** Gives back the memory of the runtime. The explainer cannot be used afterwards. */
  release(): Promise<void>;
}

/** Which heat map is made, for how many pictures at a time, and where it is computed. */
export interface ExplainerOptions extends HeatMapGraphOptions, SessionOptions {
  /** Of the model's calibration; default 1. */
  readonly temperature?: number;
}

/**
 * @throws UserError on a layer that does not exist or gives no maps
 * @example
 * ```ts
 * import { writeFile } from 'node:fs/promises';
 * import { createExplainer, decodePixels, fitPixels, heatPicture, readCellModel } from 'giemsa';
 *
 * const { model, metadata } = await readCellModel('default');
 * const { imageSize, colorMode, resizeRule, positiveClass } = metadata;
 * const explainer = await createExplainer(model, { classIndex: positiveClass });
 * const picture = await decodePixels('cell.png');
 * const input = fitPixels(picture, { width: imageSize, height: imageSize, colorMode, resizeRule });
 * const [explanation] = await explainer.explain([input]);
 * await writeFile('heat.png', await heatPicture(picture, explanation!, { title: 'Parasitized', subtitle: 'cell.png' }));
 * await explainer.release();
 * ```
 */
export const createExplainer = (model: Model, options: ExplainerOptions): Promise<Explainer> =>
  openExplainer(heatMapGraph(model, options), {
    ...options,
    size: model.inputShape[0]!,
    name: `the model "${model.name}"`,
  });

/** What a graph of {@link heatMapGraph} does not say, or is not asked for. */
export interface OpenExplainerOptions
  extends SessionOptions,
    Pick<ExplainerOptions, 'temperature' | 'batchSize'> {
  /** Rows and columns of an image. */
  readonly size: number;
  /** How errors call the model. */
  readonly name: string;
}

/** As {@link createExplainer}, by a graph of `heatMapGraph` that was made before. */
export async function openExplainer(
  graph: Uint8Array,
  { size, name, batchSize = 1, temperature = 1, ...options }: OpenExplainerOptions,
): Promise<Explainer> {
  const session = await createBackgroundSession(graph, options);
  const explain = async (images: readonly Uint8Array[]): Promise<Explanation[]> => {
    if (images.length > batchSize) {
      throw new RangeError(`explain: expected at most ${batchSize} images. Received ${images.length}`);
    }
    // The graph has a fixed batch: places that are left over stay black.
    const batch = new Uint8Array(batchSize * size * size * 3);
    for (const [index, image] of images.entries()) batch.set(image, index * size * size * 3);
    const { probabilities, heat, peak } = await session.run({
      images: { type: 'uint8', data: batch, dims: [batchSize, size, size, 3] },
    });
    const classes = probabilities!.length / batchSize;
    scaleRows(probabilities!, classes, temperature);
    checkProbabilities(probabilities!, classes, name);
    const row = (data: Float32Array, index: number, length: number) =>
      data.slice(index * length, (index + 1) * length);
    return images.map((_, index) => ({
      probabilities: row(probabilities!, index, classes),
      heat: row(heat!, index, size * size),
      peak: peak![index]!,
      size,
    }));
  };
  return { batchSize, explain, release: () => session.release() };
}
