import type { DecisionRule } from '@giemsa/core/internal/answer/decide';
import type { Batch } from '../storage/batches.js';
import type { Tables } from '../storage/database.js';
import { modelsOfBatch } from '../storage/read-batch.js';
import { heldSettings, readSettings, type Sorting } from '../storage/settings.js';
import { type ChosenThreshold, chosenThreshold } from './chosen-threshold.js';
import { type ModelOfResults, modelOfResults } from './model-of-results.js';
import { sortingOfCells } from './patients-of-cells.js';
import type { ModelRegistry } from './registry.js';

/** By what the pictures of a batch of single cells get their classes. */
export interface AnswersOfBatch {
  readonly model: ModelOfResults;
  readonly threshold: ChosenThreshold;
  /** With that threshold. */
  readonly rule: DecisionRule;
  /** By what its cells are told apart into patients. */
  readonly sorting: Sorting;
}

/**
 * @param wanted threshold in place of the batch's
 * @throws UserError when there are no results, and the batch's model is not there any more
 */
export async function answersOfBatch(
  tables: Tables,
  registry: ModelRegistry,
  batch: Batch,
  wanted?: number,
): Promise<AnswersOfBatch> {
  const model = await modelOfResults(tables, registry, batch.modelId, await modelsOfBatch(tables, batch.id));
  const held = heldSettings(await readSettings(tables, batch.id));
  const own = { value: model.metadata.threshold, from: 'the model’s' };
  const threshold = chosenThreshold(wanted, held, own);
  return {
    ...{ model, threshold, sorting: sortingOfCells(held) },
    rule: { ...model.metadata, threshold: threshold.value },
  };
}
