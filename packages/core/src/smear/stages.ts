import { createBackgroundSession, modelToOnnx, type SessionOptions } from '@giemsa/nn';
import { checkProbabilities } from '../answer/check-probabilities.js';
import type { Stage } from '../answer/stage.js';
import { UnusableModel } from '../errors/kinds.js';
import { readCellModel } from '../formats/cell-model.js';
import { DEFAULT_MODEL, shippedStages } from '../formats/model-files.js';
import { readOnnxFile } from '../formats/onnx-metadata.js';
import type { Pixels } from '../pictures/resize.js';
import { modelInput } from './crop.js';
import { readHead, withHead } from './stage-network.js';
import type { StageCounts } from './stage-words.js';

/** The stage of the parasite in an infected cell. */
export interface StageCall {
  readonly name: Stage;
  /** What the model gives it; null where a person said it. */
  readonly probability: number | null;
}

/**
 * From this probability on a stage is said. In cross-validation of the shipped model (`models/stages/card.md`) it takes fewer
 * asexual parasites for gametocytes than 0.5 does.
 */
export const SURE_STAGE = 0.7;
/** Cells with this probability of being infected, or more, are asked for their stage: a person may choose as low a threshold. */
const ASKED_FROM = 0.05;

/** Cells that the network computes at a time: with more it takes more memory, and no less time. */
const BATCH = 8;

/** The network that tells the stages of infected cells, opened. */
export interface StageModel {
  /** Of the file of its last layer, which names that of the others. */
  readonly sha256: string;
  /** The likeliest stage of each infected cell. @param crops cells on black, as `cutOut` gives them */
  tell(crops: readonly Pixels[]): Promise<StageCall[]>;
  /** Ends the thread that computes and gives back its memory. */
  release(): Promise<void>;
}

/**
 * Opens the network of stages that ships: `models/stages` upon the features of `models/default`.
 * @throws UserError where a file is missing, damaged, or not of this pair
 */
export async function openStages(options: SessionOptions = {}): Promise<StageModel> {
  const file = await shippedStages();
  const { onnx, sha256 } = await readOnnxFile(file);
  const { head, classNames, backbone } = readHead(onnx, file);
  const cells = await readCellModel(DEFAULT_MODEL);
  if (cells.sha256 !== backbone) {
    throw new UnusableModel(
      `${file} belongs to a model with the checksum ${backbone}; ${cells.file} has ${cells.sha256}. Install giemsa again`,
    );
  }
  const { imageSize } = cells.metadata;
  // It runs for few cells of a field, and gives its memory back.
  const session = await createBackgroundSession(modelToOnnx(withHead(cells.model, head)), {
    ...options,
    keepMemory: false,
  });
  const tellBatch = async (crops: readonly Pixels[]): Promise<StageCall[]> => {
    const dims = [crops.length, imageSize, imageSize, 3];
    const data = modelInput(crops, imageSize);
    const { probabilities } = await session.run({ images: { type: 'uint8', data, dims } });
    checkProbabilities(probabilities!, classNames.length, file);
    return crops.map((_, index) => {
      const row = [...probabilities!.subarray(index * classNames.length, (index + 1) * classNames.length)];
      const probability = Math.max(...row);
      return { name: classNames[row.indexOf(probability)]!, probability };
    });
  };
  return {
    sha256,
    tell: async (crops) => {
      const calls: StageCall[] = [];
      for (let from = 0; from < crops.length; from += BATCH)
        calls.push(...(await tellBatch(crops.slice(from, from + BATCH))));
      return calls;
    },
    release: () => session.release(),
  };
}

/** Whether a cell is asked for its stage. @param probability of being infected */
export const isAsked = (probability: number | null): boolean =>
  probability !== null && probability >= ASKED_FROM;

/** The stage that is said of a cell; undefined where none is sure, or nobody asked. */
export const sureStage = ({ stage }: { readonly stage?: StageCall }): Stage | undefined =>
  stage && (stage.probability === null || stage.probability >= SURE_STAGE) ? stage.name : undefined;

/** Counts the stages of infected cells. */
export function countStages(infected: readonly { readonly stage?: StageCall }[]): StageCounts {
  const sure = infected.map(sureStage);
  const count = (name: Stage | undefined) => sure.filter((stage) => stage === name).length;
  return {
    rings: count('ring'),
    trophozoites: count('trophozoite'),
    schizonts: count('schizont'),
    gametocytes: count('gametocyte'),
    stageUnsure: count(undefined),
  };
}
