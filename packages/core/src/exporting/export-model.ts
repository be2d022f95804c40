import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { kerasArchive, legacyH5, modelToOnnx, type WeightType } from '@giemsa/nn';
import { loadCells } from '../dataset/load-cells.js';
import { ConflictingOptions, MissingOption, OutputExists } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import type { OnEvent } from '../events/events.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import { statIfThere } from '../files/exists.js';
import { checkOutputFile } from '../files/output.js';
import { type CellModelMetadata, toMetadataProps } from '../formats/cell-model-metadata.js';
import { kerasFile, openTrainedModel, type TrainedModel } from '../formats/keras-write/trained-model.js';
import { withTemperature } from '../formats/keras-write/with-temperature.js';
import { checkModelEnding, isKerasFile } from '../formats/model-files.js';
import type { MeaningOptions } from '../formats/model-meaning.js';
import { anySize } from '../formats/onnx-options.js';
import { quantize } from '../formats/quantize/quantize.js';

/** File name endings by export format. */
const ENDINGS = {
  'keras-h5': '.h5',
  keras: '.keras',
  onnx: '.onnx',
  'onnx-float16': '-float16.onnx',
  'onnx-int8-weights': '-int8-weights.onnx',
  'onnx-int8': '-int8.onnx',
} as const;

/** What a file that the user names may end in; all others are ONNX files. */
const KERAS_ENDINGS: Readonly<Record<string, readonly string[]>> = {
  'keras-h5': ['.h5', '.hdf5'],
  keras: ['.keras'],
};

/** Keras' two formats, and ONNX in float32, float16, with int8 weights, and in int8. */
export type ExportFormat = keyof typeof ENDINGS;
export const EXPORT_FORMATS = Object.keys(ENDINGS) as ExportFormat[];

/** How the formats that giemsa reads again store weights. */
const WEIGHT_TYPES = {
  onnx: 'float32',
  'onnx-float16': 'float16',
  'onnx-int8-weights': 'int8',
} as const satisfies Partial<Record<ExportFormat, WeightType>>;

/** Spread evenly over the folder. 64 to 320 cells gave the same accuracy to 0.1 points (docs/reference/model-files.md). */
const CALIBRATION_CELLS = 320;

/** Which model is written in which format. */
export interface ExportRequest {
  /** A run folder, an .onnx file that giemsa wrote, or a Keras file. */
  readonly model: string;
  readonly format: ExportFormat;
  /** Default: the name of the model with the format's ending, in the current folder. */
  readonly out?: string | undefined;
  /** Folder of cells whose activations set the ranges of `onnx-int8`. */
  readonly calibrate?: string | undefined;
  /** What the user says about the model. */
  readonly meaning?: MeaningOptions | undefined;
  readonly onEvent?: OnEvent | undefined;
}

/** A file that was written, and what was asked of the runtime about it. */
export interface ExportedModel {
  readonly path: string;
  readonly format: ExportFormat;
  readonly bytes: number;
  readonly architecture: string;
  readonly parameters: number;
  /** Keras' formats only: whether the optimizer's state and the training's settings are inside. */
  readonly hasTrainingState: boolean;
  /** Keras' formats only: the temperature that is inside, as a layer; null where the model has none. */
  readonly temperature: number | null;
  /** Keras' formats only: what Keras does not do with the file, and giemsa does when it reads it again. */
  readonly unknownToKeras: readonly string[];
  readonly metadata: CellModelMetadata;
}

type Opened = Awaited<ReturnType<typeof openTrainedModel>>;

/**
 * Writes a model for somewhere else.
 * @throws UserError when the model cannot be read, the file to write exists, or `onnx-int8` has no cells to calibrate by
 * @example
 * ```ts
 * import { exportModel } from 'giemsa';
 *
 * const { path, bytes } = await exportModel({ model: 'runs/best', format: 'keras', out: 'best.keras' });
 * console.log(path, bytes);
 * ```
 */
export async function exportModel({
  model: source,
  format,
  out,
  calibrate,
  meaning,
  onEvent,
}: ExportRequest): Promise<ExportedModel> {
  const path =
    out ?? `${basename(resolve(source)).replace(/\.(onnx|h5|hdf5|keras)$/i, '')}${ENDINGS[format]}`;
  if (await statIfThere(path)) {
    throw new OutputExists(
      path,
      text`${path} already exists; give another file to ${option('out')}, or remove it`,
    );
  }
  if ((format === 'onnx-int8') !== (calibrate !== undefined)) {
    throw format === 'onnx-int8'
      ? new MissingOption(
          'calibrate',
          text`${option('format')} onnx-int8 needs ${option('calibrate')} DIR, a folder of cells like those it was trained on`,
        )
      : new ConflictingOptions(
          ['calibrate', 'format'],
          text`${option('calibrate')} is for ${option('format')} onnx-int8, not for ${format}`,
        );
  }
  await checkOutputFile('out', path);
  checkModelEnding('out', path, KERAS_ENDINGS[format] ?? ['.onnx']);
  const trained = await openTrainedModel(source, meaning);
  const { metadata } = trained;
  const keras = format === 'keras-h5' || format === 'keras' ? forKeras(trained) : undefined;
  const file =
    keras !== undefined
      ? await (format === 'keras' ? kerasArchive : legacyH5)(kerasFile(keras))
      : format === 'onnx-int8'
        ? await int8(trained, calibrate!, onEvent)
        : modelToOnnx(trained.model, {
            ...anySize(metadata),
            weightType: WEIGHT_TYPES[format as keyof typeof WEIGHT_TYPES],
            ...describe(metadata),
          });
  await writeFileAtomic(path, file);
  return {
    path,
    format,
    bytes: file.length,
    architecture: metadata.architecture,
    parameters: trained.model.countParameters().total,
    hasTrainingState: keras?.training !== undefined,
    temperature: keras && keras.model !== trained.model ? metadata.calibration!.temperature : null,
    unknownToKeras: keras ? unknownToKeras(keras.metadata) : [],
    metadata,
  };
}

/** As layers that Keras has, the temperature among them; giemsa's own metadata is for giemsa when it reads the file again. */
function forKeras({ model, training, metadata }: Opened): TrainedModel & { metadata: CellModelMetadata } {
  const { calibration, ...rest } = metadata;
  const scaled = calibration && withTemperature(model, calibration.temperature);
  return scaled ? { model: scaled, training, metadata: rest } : { model, training, metadata };
}

/** What the answers of Keras will lack, in words. */
function unknownToKeras(metadata: CellModelMetadata): string[] {
  const { classNames, positiveClass, threshold, unsureHalfWidth, gate, calibration } = metadata;
  return [
    `class names (${classNames.join(', ')})`,
    ...(threshold === 0.5
      ? []
      : [`threshold (${classNames[positiveClass]} from ${Number(threshold.toPrecision(4))})`]),
    ...(unsureHalfWidth === undefined ? [] : ['unsure band']),
    ...(gate ? ['input gate'] : []),
    ...(calibration ? [`temperature (${calibration.temperature})`] : []),
    'resizing',
  ];
}

const describe = (metadata: CellModelMetadata) => ({
  metadata: toMetadataProps(metadata),
  documentation: `Classifies images of single blood cells: ${metadata.classNames.join(', ')}. Research use only.`,
});

async function int8(
  { model, metadata, file }: Opened,
  folder: string,
  onEvent: OnEvent | undefined,
): Promise<Uint8Array> {
  const { imageSize } = metadata;
  const cells = await loadCells(folder, metadata, onEvent);
  const count = Math.min(CALIBRATION_CELLS, cells.files.length);
  const bytes = imageSize * imageSize * 3;
  const images = new Uint8Array(count * bytes);
  for (let index = 0; index < count; index++) {
    const position = Math.floor((index * cells.files.length) / count);
    images.set(cells.images.subarray(position * bytes, (position + 1) * bytes), index * bytes);
  }
  const quantization = `int8 weights per channel, uint8 activations (QDQ), calibrated on ${count} cells, data fingerprint ${cells.fingerprint}`;
  const onnx = isKerasFile(file) ? modelToOnnx(model, anySize(metadata)) : await readFile(file);
  return quantize(onnx, images, imageSize, { ...toMetadataProps(metadata), quantization });
}
