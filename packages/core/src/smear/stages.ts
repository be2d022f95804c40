import type { SessionOptions } from '@giemsa/nn';
import { STAGES, type Stage } from '../answer/stage.js';
import { UnusableModel } from '../errors/kinds.js';
import { type CellModel, openCellModel } from '../formats/cell-model.js';
import { shippedStages } from '../formats/model-files.js';
import type { Pixels } from '../pictures/resize.js';
import { modelInput } from './crop.js';
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

/**
 * Opens the network of stages that ships.
 * @throws UserError where its file is missing or damaged
 */
export async function openStages(options: SessionOptions = {}): Promise<CellModel> {
  const model = await openCellModel(await shippedStages(), options);
  if (STAGES.every((name) => model.classNames.includes(name))) return model;
  await model.release();
  throw new UnusableModel(
    `${model.path} has the classes ${model.classNames.join(', ')}; expected ${STAGES.join(', ')}`,
  );
}

/** Whether a cell is asked for its stage. @param probability of being infected */
export const isAsked = (probability: number | null): boolean =>
  probability !== null && probability >= ASKED_FROM;

/** The likeliest stage of each infected cell. @param crops cells on black, as `cutOut` gives them */
export async function stagesOf(model: CellModel, crops: readonly Pixels[]): Promise<StageCall[]> {
  if (crops.length === 0) return [];
  const rows = await model.predict(modelInput(crops, model.imageSize));
  const classes = model.classNames.length;
  return crops.map((_, index) => {
    const row = [...rows.subarray(index * classes, (index + 1) * classes)];
    const probability = Math.max(...row);
    return { name: model.classNames[row.indexOf(probability)] as Stage, probability };
  });
}

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
