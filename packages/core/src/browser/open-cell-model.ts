import { loadNetwork, verifyChecksum } from '@giemsa/nn/browser';
import { answerOf, type CellAnswer } from '../answer/cell-answer.js';
import { checkProbabilities } from '../answer/check-probabilities.js';
import { scaleRows } from '../answer/temperature.js';
import { InvalidOption, UnusableModel } from '../errors/kinds.js';
import type { Explanation } from '../explain/explainer.js';
import { type HeatMapGraphOptions, heatMapGraph } from '../explain/grad-cam-graph.js';
import { type CellModelMetadata, fromMetadataProps } from '../formats/cell-model-metadata.js';
import { readStructure } from '../formats/onnx-read/structure.js';
import { refuse } from '../gate/refuse.js';
import { fitPixels } from '../pictures/fit-pixels.js';
import { interpolationOf, type Pixels } from '../pictures/resize.js';
import { readPicture } from './picture.js';
import { type BrowserDevice, type BrowserSession, openSession } from './session.js';

/** How a model is opened. */
export interface OpenOptions {
  /** Default: WebGPU where the browser has it, else WebAssembly. */
  readonly device?: BrowserDevice;
  /** How errors name the model. Default `the model`. */
  readonly name?: string;
}

/** How a picture is answered for. */
export interface PredictOptions {
  /** The model's own when left out. In [0, 1]. */
  readonly threshold?: number;
  /** Whether pictures that are not cells are refused; true where the model has a gate, when left out. */
  readonly gate?: boolean;
}

/** Of a picture that does not look like one stained red cell on black: the model says neither class of it. */
export interface Refusal {
  readonly refused: true;
  /** Such as `it is blank or of one colour`. */
  readonly reason: string;
}

/** What a model says about one picture. */
export type BrowserAnswer = (CellAnswer & { readonly refused: false }) | Refusal;

/** Which heat map is wanted; by default the one that `giemsa explain` draws of the positive class. */
export interface ExplainOptions extends Pick<HeatMapGraphOptions, 'method' | 'layer'> {
  /** Name of the class whose evidence is shown. Default: the positive class. */
  readonly class?: string;
}

/** A trained classifier of cells, open in this browser: no picture leaves it. */
export interface BrowserCellModel extends CellModelMetadata {
  /** What computes. */
  readonly device: BrowserDevice;
  /** Why not WebGPU; left out where it is, or where WebAssembly was asked for. */
  readonly reason?: string;
  /**
   * Says about a picture what `predictFiles` says about it in Node.js.
   * @param picture a file, or pixels
   * @throws UserError when the browser cannot read the picture
   */
  predict(picture: Blob | Pixels, options?: PredictOptions): Promise<BrowserAnswer>;
  /**
   * Where in the picture the evidence for a class lies. The first call takes longer: a graph is made for it.
   * @throws UserError when the browser cannot read the picture, the model has no such class or layer, or its layers cannot
   * be read, as those of an int8 file
   */
  explain(picture: Blob | Pixels, options?: ExplainOptions): Promise<Explanation>;
  /** Gives back the memory of the runtime. The model cannot be used afterwards. */
  release(): Promise<void>;
}

/**
 * Opens an ONNX file that giemsa wrote, such as the `model.onnx` of a run folder, in a browser. Runs on onnxruntime-web, which
 * has to be installed beside giemsa.
 * @example
 * ```ts
 * import { heatImage, openCellModel, readPicture } from 'giemsa/browser';
 *
 * const model = await openCellModel(await (await fetch('/model.onnx')).blob());
 * const [file] = document.querySelector<HTMLInputElement>('input[type=file]')!.files!;
 * const picture = await readPicture(file!);
 * const answer = await model.predict(picture);
 * console.log(answer.refused ? answer.reason : `${answer.class} ${answer.probability}`);
 * const heat = await heatImage(await model.explain(picture), picture.width, picture.height);
 * ```
 * @throws UserError when the file is damaged or giemsa did not write it, or onnxruntime-web cannot run it
 */
export async function openCellModel(
  file: Blob | ArrayBuffer | Uint8Array,
  { device: wanted, name = 'the model' }: OpenOptions = {},
): Promise<BrowserCellModel> {
  const onnx = await bytesOf(file);
  const metadata = readMetadata(onnx, name);
  const session = await openSession(onnx, wanted);
  const { device, reason } = session;
  const explainers = new Map<string, Promise<BrowserSession>>();
  const input = async (picture: Blob | Pixels) => {
    const pixels = isPixels(picture) ? picture : await readPicture(picture);
    const { imageSize, colorMode, resizeRule } = metadata;
    const options = { width: imageSize, height: imageSize, colorMode, resizeRule };
    return { pixels, images: fitPixels(pixels, options), size: imageSize };
  };
  const calibrated = (probabilities: Float32Array) => {
    scaleRows(probabilities, probabilities.length, metadata.calibration?.temperature ?? 1);
    checkProbabilities(probabilities, metadata.classNames.length, name);
    return probabilities;
  };
  return {
    ...metadata,
    device,
    ...(reason !== undefined && { reason }),
    async predict(picture, { threshold = metadata.threshold, gate = true } = {}) {
      const { pixels, images, size } = await input(picture);
      const refusal = gate && metadata.gate ? refuse(metadata.gate, pixels) : undefined;
      if (refusal !== undefined) return { refused: true, reason: refusal };
      const { probabilities } = await session.run(images, size, size);
      return { refused: false, ...answerOf(calibrated(probabilities!), { ...metadata, threshold }) };
    },
    async explain(picture, options = {}) {
      const { images, size } = await input(picture);
      const key = JSON.stringify(options);
      let explainer = explainers.get(key);
      if (!explainer) {
        explainer = openSession(explainingGraph(onnx, metadata, name, options), device);
        explainers.set(key, explainer);
        // A failure is told to the caller, and is tried again by the next.
        explainer.catch(() => explainers.delete(key));
      }
      const { probabilities, heat, peak } = await (await explainer).run(images, size, size);
      return { probabilities: calibrated(probabilities!), heat: heat!, peak: peak![0]!, size };
    },
    async release() {
      const opened = await Promise.allSettled(explainers.values());
      for (const each of opened) if (each.status === 'fulfilled') await each.value.release();
      await session.release();
    },
  };
}

async function bytesOf(file: Blob | ArrayBuffer | Uint8Array): Promise<Uint8Array> {
  if (file instanceof Uint8Array) return file;
  return new Uint8Array(file instanceof ArrayBuffer ? file : await file.arrayBuffer());
}

const isPixels = (picture: Blob | Pixels): picture is Pixels => 'data' in picture;

function readMetadata(onnx: Uint8Array, name: string): CellModelMetadata {
  try {
    if (verifyChecksum(onnx) === false) throw new Error('it is damaged: its checksum does not match');
    return fromMetadataProps(readStructure(onnx).props);
  } catch (error) {
    throw new UnusableModel(`${name} cannot be used as a model of cells: ${(error as Error).message}`);
  }
}

function explainingGraph(
  onnx: Uint8Array,
  { classNames, positiveClass, resizeRule }: CellModelMetadata,
  name: string,
  { class: className, ...options }: ExplainOptions,
): Uint8Array {
  const classIndex = className === undefined ? positiveClass : classNames.indexOf(className);
  if (classIndex < 0) {
    throw new InvalidOption(
      'className',
      className,
      `"${className}" is not a class of ${name}; its classes are ${classNames.join(', ')}`,
    );
  }
  const network = loadOwn(onnx, name);
  return heatMapGraph(network, { ...options, classIndex, interpolation: interpolationOf(resizeRule) });
}

function loadOwn(onnx: Uint8Array, name: string) {
  try {
    return loadNetwork(onnx, name).model;
  } catch (error) {
    throw new UnusableModel(`${name} cannot be explained: ${(error as Error).message}`);
  }
}
