import { type ModelOfResults, modelOfResults } from '../models/model-of-results.js';
import type { ModelRegistry } from '../models/registry.js';
import type { Batch } from '../storage/batches.js';
import { findCalibration } from '../storage/calibrations.js';
import type { Tables } from '../storage/database.js';
import { modelsOfFields } from '../storage/fields.js';
import type { SmearSettings } from '../storage/schema.js';
import { type HeldSettings, heldSettings, readSettings, type SetByPerson } from '../storage/settings.js';
import { type SmearRules, smearRules } from './read-smears.js';

/** A batch of fields. */
export type SmearBatch = Batch & { readonly smear: SmearSettings };

/** A batch of fields with what its figures are made by. */
export interface OpenSmear {
  readonly batch: SmearBatch;
  readonly model: ModelOfResults;
  readonly rules: SmearRules;
  /** What persons set for the batch. */
  readonly held: HeldSettings;
  /** All that they ever set. */
  readonly settings: readonly SetByPerson[];
}

/**
 * @param threshold in place of the batch's
 * @throws UserError when its model is not there, or a calibration is damaged
 */
export async function openSmear(
  tables: Tables,
  registry: ModelRegistry,
  batch: SmearBatch,
  threshold?: number,
): Promise<OpenSmear> {
  const { id, modelId, smear } = batch;
  const model = await modelOfResults(tables, registry, modelId, await modelsOfFields(tables, id));
  const find = (microscope: string, sha256: string) => findCalibration(tables, microscope, sha256);
  const settings = await readSettings(tables, id);
  const held = heldSettings(settings);
  const rules = await smearRules(model, smear, held, threshold, find);
  return { batch, model, held, settings, rules };
}
