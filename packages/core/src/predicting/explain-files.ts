import { mkdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { SessionOptions } from '@giemsa/nn';
import { InvalidOption, OutputExists } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import { UserError } from '../errors/user-error.js';
import { createExplainer, type Explainer, type Explanation } from '../explain/explainer.js';
import { heatMapGraph } from '../explain/grad-cam-graph.js';
import {
  defaultHeatMapMethod,
  HEAT_MAP_METHOD_TITLES,
  type HeatMapMethod,
} from '../explain/heat-map-method.js';
import { heatPicture } from '../explain/heat-picture.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import { exists } from '../files/exists.js';
import { markFolder, refuseForeignFolder } from '../files/ours.js';
import { checkOutputFile, checkOutputFolder } from '../files/output.js';
import type { SkippedFile } from '../files/skipped-file.js';
import type { CellNetwork } from '../formats/cell-model.js';
import { checkModelEnding } from '../formats/model-files.js';
import { type DecodedPicture, decodePixels } from '../pictures/decode.js';
import { fitPixels } from '../pictures/fit-pixels.js';
import { listFiles } from '../pictures/list-files.js';
import { interpolationOf, type Pixels } from '../pictures/resize.js';
import { refuseNothing } from './predict-files.js';

const BATCH_SIZE = 16;

/** Which pictures are explained, and how. */
export interface ExplainRequest {
  readonly files: readonly string[];
  /** Folder for the pictures. */
  readonly out: string;
  readonly method?: HeatMapMethod;
  readonly layer?: string | undefined;
  /** Class whose evidence is shown; the positive class when left out. */
  readonly className?: string | undefined;
  readonly umPerPixel?: number | undefined;
  readonly device?: SessionOptions;
}

/** One heat map that was written. */
export interface ExplainedFile {
  readonly file: string;
  readonly picture: string;
  /** Of the class whose evidence is shown. */
  readonly probability: number;
  /** What the strongest colour stands for, in units of the logit. */
  readonly peak: number;
  /** What of the file was not looked at, such as further pages. */
  readonly note?: string;
}

/**
 * Draws a heat map for each picture into a folder.
 * @throws UserError when no file can be read, or on an unknown class or layer
 */
export async function explainFiles(
  { model, metadata }: CellNetwork,
  request: ExplainRequest,
  onProgress?: (done: number, total: number) => void,
): Promise<{ explained: ExplainedFile[]; skipped: SkippedFile[] }> {
  const classIndex = classIndexOf(metadata.classNames, request.className, metadata.positiveClass);
  const { method = defaultHeatMapMethod(model), layer, out } = request;
  checkMicrons(request.umPerPixel);
  await checkOutputFolder('out', out);
  await refuseForeignFolder('out', out);
  const { files, leftOut } = await listFiles(request.files);
  const pictureOf = pictureNames(files, out);
  const options = {
    ...{ method, classIndex, batchSize: BATCH_SIZE, temperature: metadata.calibration?.temperature ?? 1 },
    ...(layer !== undefined && { layer }),
  };
  const explainer = await createExplainer(model, { ...options, ...request.device });
  await mkdir(out, { recursive: true });
  await markFolder(out);
  const explained: ExplainedFile[] = [];
  const skipped: SkippedFile[] = [...leftOut];
  const className = metadata.classNames[classIndex]!;
  for (let start = 0; start < files.length; start += BATCH_SIZE) {
    const batch = files.slice(start, start + BATCH_SIZE);
    const read = await readBatch(batch, skipped);
    const explanations = await explainAll(explainer, read, metadata);
    await Promise.all(
      read.map(async ({ file, pixels }, index) => {
        const explanation = explanations[index]!;
        const probability = explanation.probabilities[classIndex]!;
        const picture = pictureOf.get(file)!;
        const text = {
          title: `${className} ${probability.toFixed(4)}`,
          subtitle: `${basename(file)} · ${HEAT_MAP_METHOD_TITLES[method]} for ${className}`,
          ...(request.umPerPixel !== undefined && { umPerPixel: request.umPerPixel }),
        };
        await writeFileAtomic(picture, await heatPicture(pixels, explanation, text));
        const { note } = pixels;
        const known = { file, picture, probability, peak: explanation.peak };
        explained.push({ ...known, ...(note !== undefined && { note }) });
      }),
    );
    onProgress?.(Math.min(start + BATCH_SIZE, files.length), files.length);
  }
  await explainer.release();
  refuseNothing(explained.length, skipped);
  return { explained: sortedBy(files, explained), skipped };
}

/** Writes the model with its heat maps as an ONNX file, one image at a time. */
export async function writeHeatMapModel(
  { model, metadata }: CellNetwork,
  path: string,
  { method, layer, className }: Pick<ExplainRequest, 'method' | 'layer' | 'className'>,
): Promise<void> {
  const classIndex = classIndexOf(metadata.classNames, className, metadata.positiveClass);
  await checkOutputFile('onnx', path);
  checkModelEnding('onnx', path, ['.onnx']);
  if (await exists(path))
    throw new OutputExists(
      path,
      text`${option('onnx')} ${path} already exists; give another file, or remove it`,
    );
  const options = {
    classIndex,
    ...(method !== undefined && { method }),
    ...(layer !== undefined && { layer }),
    interpolation: interpolationOf(metadata.resizeRule),
  };
  await writeFileAtomic(path, heatMapGraph(model, options));
}

function explainAll(
  explainer: Explainer,
  read: readonly { pixels: Pixels }[],
  { imageSize, colorMode, resizeRule }: CellNetwork['metadata'],
): Promise<Explanation[]> {
  const options = { width: imageSize, height: imageSize, colorMode, resizeRule };
  return explainer.explain(read.map(({ pixels }) => fitPixels(pixels, options)));
}

async function readBatch(
  files: readonly string[],
  skipped: SkippedFile[],
): Promise<{ file: string; pixels: DecodedPicture }[]> {
  const read = await Promise.all(
    files.map(async (file) => {
      try {
        return [{ file, pixels: await decodePixels(file) }];
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        skipped.push({ file, reason: error.message });
        return [];
      }
    }),
  );
  return read.flat();
}

function classIndexOf(classNames: readonly string[], name: string | undefined, positive: number): number {
  if (name === undefined) return positive;
  const index = classNames.indexOf(name);
  if (index >= 0) return index;
  throw new InvalidOption(
    'className',
    name,
    text`${option('className')} "${name}" is unknown; the model's classes are ${classNames.join(', ')}`,
  );
}

function checkMicrons(value: number | undefined): void {
  if (value === undefined || (value > 0 && value <= 100)) return;
  throw InvalidOption.mustBe('umPerPixel', value, 'above 0 and at most 100');
}

/** `NAME-heat.png`; files of one name in several folders get a number. */
function pictureNames(files: readonly string[], out: string): Map<string, string> {
  const taken = new Set<string>();
  return new Map(
    files.map((file) => {
      const stem = basename(file, extname(file));
      let name = stem;
      for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${stem}-${number}`;
      taken.add(name.toLowerCase());
      return [file, join(out, `${name}-heat.png`)];
    }),
  );
}

function sortedBy(files: readonly string[], explained: readonly ExplainedFile[]): ExplainedFile[] {
  const position = new Map(files.map((file, index) => [file, index]));
  return [...explained].sort((a, b) => position.get(a.file)! - position.get(b.file)!);
}
