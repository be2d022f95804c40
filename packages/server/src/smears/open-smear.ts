import { type ModelOfResults, modelOfResults } from '../models/model-of-results.js';
import type { ModelRegistry } from '../models/registry.js';
import type { Batch } from '../storage/batches.js';
import { findCalibration } from '../storage/calibrations.js';
import type { Tables } from '../storage/database.js';
import { modelsOfFields } from '../storage/fields.js';
import type { SmearSettings } from '../storage/schema.js';
import { type SmearRules, smearRules } from './read-smears.js';

/** A batch of fields. */
export type SmearBatch = Batch & { readonly smear: SmearSettings };

/** A batch of fields with what its figures are made by. */
export interface OpenSmear {
  readonly model: ModelOfResults;
  readonly rules: SmearRules;
}

/**
 * @param threshold in place of the calibration's, or the model's
 * @throws UserError when its model is not there, or a calibration is damaged
 */
export async function openSmear(
  tables: Tables,
  registry: ModelRegistry,
  { id, modelId, smear }: SmearBatch,
  threshold?: number,
): Promise<OpenSmear> {
  const model = await modelOfResults(tables, registry, modelId, await modelsOfFields(tables, id));
  const find = (microscope: string, sha256: string) => findCalibration(tables, microscope, sha256);
  return { model, rules: await smearRules(model, smear, threshold, find) };
}
