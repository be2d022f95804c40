import {
  arrayDataset,
  type Checkpoints,
  type EpochLogs,
  type Model,
  type ModelFormat,
  modelBytes,
  readModel,
  type SessionOptions,
} from '@giemsa/nn';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { scaleRows } from '../answer/temperature.js';
import { counted } from '../counted.js';
import { imageSplit, patientSplit, type Split } from '../dataset/split.js';
import { Mismatch, UnusableModel } from '../errors/kinds.js';
import { heatMapGraph } from '../explain/grad-cam-graph.js';
import { type CellModelMetadata, fromMetadataProps, METADATA_KEY } from '../formats/cell-model-metadata.js';
import { onnxOptions } from '../formats/onnx-options.js';
import { patientKey } from '../formats/patient-key.js';
import type { Evaluation } from '../metrics/evaluation.js';
import { calibratedEvaluation, fitCalibration } from '../metrics/fit-calibration.js';
import { computeMetrics } from '../metrics/metrics.js';
import type { Metrics } from '../metrics/metrics-schema.js';
import { fitPixels } from '../pictures/fit-pixels.js';
import { interpolationOf, type Pixels } from '../pictures/resize.js';
import { trainFurther } from './train-further.js';

/** A cell whose class a person has said. */
export interface LabelledCell {
  /** Name of its file, for figures by cell. */
  readonly file: string;
  /** Left out where it is not known. */
  readonly patient?: string;
  /** A class of the model. */
  readonly class: string;
  readonly picture: Pixels;
}

/** How a model is taught. */
export interface TeachOptions {
  /** Default 4. */
  readonly epochs?: number;
  /** Default 0. */
  readonly seed?: number;
  /** Where a teaching that was stopped continues: an `OpfsCheckpointStore` of its own for each model and set of cells. */
  readonly checkpoints: Checkpoints;
  readonly session?: Pick<SessionOptions, 'device' | 'threads'>;
  /** After each batch: the share of the whole that is done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  readonly onEpoch?: (epoch: number, logs: EpochLogs) => void;
  /** Asked after each epoch. */
  readonly isStopped?: () => boolean;
}

/** A model that has learned from labelled cells. */
export interface TaughtModel {
  readonly metadata: CellModelMetadata;
  /** By what the cells were split into those that it learned from and those of the figures. */
  readonly split: {
    readonly by: 'patient' | 'image';
    readonly training: number;
    readonly validation: number;
  };
  /** On cells that it has not learned from. */
  readonly metrics: Metrics;
  /** Of the model that it was before, on the same cells. */
  readonly before: Metrics;
  /** What of the calibration was left out, and why. */
  readonly leftOut: readonly string[];
  /** The file, such as for a download. */
  toBytes(format: ModelFormat): Promise<Uint8Array<ArrayBuffer>>;
  /** The model with its heat maps as one graph, of `heatMapGraph`. */
  heatGraph(): Uint8Array;
}

const DEFAULTS = { epochs: 4, seed: 0, learningRate: 1e-4 };
const VALIDATION_SHARE = 0.3;

/**
 * Trains a model of cells further on labelled cells, and measures it on those that it did not learn from: whole patients where
 * patients are known. Needs no Node.js: a page can do it, without a picture leaving it.
 * @param onnx a model of cells that giemsa wrote, with its layers
 * @param name how errors call it
 * @throws UserError when the model cannot be trained, a class is not one of its own, or a class has too few cells or patients
 */
export async function teach(
  onnx: Uint8Array,
  name: string,
  cells: readonly LabelledCell[],
  { epochs = DEFAULTS.epochs, seed = DEFAULTS.seed, session = {}, ...options }: TeachOptions,
): Promise<TaughtModel> {
  const { model, metadata } = open(onnx, name);
  const labels = Uint8Array.from(cells, (cell) => indexOf(cell.class, metadata, name));
  const patients = cells.map(({ patient }) => patient ?? null);
  const list = { classNames: metadata.classNames, files: cells.map(({ file }) => file), labels, patients };
  const by = patients.some((patient) => patient !== null) ? 'patient' : 'image';
  const split: Split =
    by === 'patient' ? patientSplit(list, VALIDATION_SHARE, seed) : imageSplit(list, VALIDATION_SHARE);
  const images = inputsOf(cells, metadata);
  const dataset = (positions: readonly number[]) => datasetOf(images, labels, positions, model);
  const evaluate = async (): Promise<Evaluation> => {
    const probabilities = await model.predict(dataset(split.validation), session);
    const classes = metadata.classNames.length;
    return {
      classes: metadata.classNames,
      ...{ positive: metadata.positiveClass, threshold: metadata.threshold },
      cells: split.validation.map((position, index) => ({
        file: cells[position]!.file,
        ...(patients[position] !== null && { patient: patients[position]! }),
        label: labels[position]!,
        probabilities: probabilities.slice(index * classes, (index + 1) * classes),
      })),
    };
  };
  const before = computeMetrics(asCalibrated(await evaluate(), metadata));
  const { onProgress, onEpoch, isStopped } = options;
  await trainFurther(model, dataset(split.train), {
    ...{ epochs, seed, session, learningRate: DEFAULTS.learningRate, checkpoints: options.checkpoints },
    validationData: dataset(split.validation),
    callbacks: [
      {
        onBatchEnd: ({ epoch, images: done, totalImages, phase }) => {
          if (phase === 'train') onProgress?.((epoch + done / totalImages) / epochs);
        },
        onEpochEnd: (epoch, logs, control) => {
          onEpoch?.(epoch, logs);
          if (isStopped?.()) control.stopTraining('stopped');
        },
      },
    ],
  });
  const raw = await evaluate();
  const { calibration, leftOut } = fitCalibration(raw, { source: 'validation cells of the teaching' });
  const learned = split.train.map((position) => patients[position]!);
  const taught: CellModelMetadata = {
    ...withoutFitted(metadata),
    ...calibration,
    recipe: `${metadata.recipe}, taught on ${counted(split.train.length, 'cell')}`,
    dataFingerprint: fingerprintOf(images, labels),
    ...trainingPatients(metadata.trainingPatients, learned),
  };
  return {
    metadata: taught,
    split: { by, training: split.train.length, validation: split.validation.length },
    metrics: computeMetrics(calibratedEvaluation(raw, calibration)),
    before,
    leftOut,
    toBytes: (format) =>
      format === 'onnx'
        ? modelBytes(model, 'taught.onnx', onnxOptions(taught))
        : modelBytes(
            model,
            `taught.${format}`,
            {},
            { attributes: { [METADATA_KEY]: JSON.stringify(taught) } },
          ),
    heatGraph: () =>
      heatMapGraph(model, {
        classIndex: taught.positiveClass,
        interpolation: interpolationOf(taught.resizeRule),
      }),
  };
}

function open(onnx: Uint8Array, name: string): { model: Model; metadata: CellModelMetadata } {
  try {
    const { model, metadata } = readModel(onnx, name);
    return { model, metadata: fromMetadataProps(metadata) };
  } catch (error) {
    throw new UnusableModel(`${name} cannot be taught: ${(error as Error).message}`);
  }
}

/** What follows from cells that the model was trained or calibrated on before. */
function withoutFitted(metadata: CellModelMetadata) {
  const { calibration, patientThreshold, unsureHalfWidth, trainingPatients, ...kept } = metadata;
  return kept;
}

const fingerprintOf = (images: Uint8Array, labels: Uint8Array): string =>
  bytesToHex(sha256.create().update(images).update(labels).digest());

function indexOf(wanted: string, { classNames }: CellModelMetadata, name: string): number {
  const index = classNames.indexOf(wanted);
  if (index >= 0) return index;
  throw new Mismatch(`"${wanted}" is not a class of ${name}; its classes are ${classNames.join(', ')}`);
}

/** [N, size, size, 3], one cell after another. */
function inputsOf(cells: readonly LabelledCell[], metadata: CellModelMetadata): Uint8Array {
  const { imageSize: size, colorMode, resizeRule } = metadata;
  const images = new Uint8Array(cells.length * size * size * 3);
  for (const [index, { picture }] of cells.entries())
    images.set(
      fitPixels(picture, { width: size, height: size, colorMode, resizeRule }),
      index * size * size * 3,
    );
  return images;
}

/** Targets one-hot. */
function datasetOf(images: Uint8Array, labels: Uint8Array, positions: readonly number[], model: Model) {
  const bytes = model.inputShape.reduce((product, length) => product * length, 1);
  const [units] = model.outputShape as [number];
  const examples = new Uint8Array(positions.length * bytes);
  const targets = new Float32Array(positions.length * units);
  for (const [row, position] of positions.entries()) {
    examples.set(images.subarray(position * bytes, (position + 1) * bytes), row * bytes);
    targets[row * units + labels[position]!] = 1;
  }
  return arrayDataset({ examples, exampleShape: model.inputShape, targets, units });
}

/** As the model says it with the temperature and the band of its file. */
function asCalibrated(
  raw: Evaluation,
  { calibration, unsureHalfWidth, threshold }: CellModelMetadata,
): Evaluation {
  const temperature = calibration?.temperature ?? 1;
  const cells = raw.cells.map((cell) => {
    const probabilities = Float32Array.from(cell.probabilities);
    scaleRows(probabilities, probabilities.length, temperature);
    return { ...cell, probabilities };
  });
  return {
    ...{ ...raw, cells, threshold },
    ...(calibration && { temperature }),
    ...(unsureHalfWidth !== undefined && { unsureHalfWidth }),
  };
}

/** Those of before and now; none where some are not known. */
function trainingPatients(
  before: readonly string[] | undefined,
  now: readonly (string | null)[],
): { trainingPatients?: string[] } {
  if (before === undefined || now.includes(null)) return {};
  return { trainingPatients: [...new Set([...before, ...now.map((id) => patientKey(id!))])].sort() };
}
