import { heatMapGraph, interpolationOf, readCellModel } from '@giemsa/core';
import { Kept } from '../models/kept.js';
import { ofChecksum } from '../models/loaded-models.js';
import type { ModelEntry } from '../models/registry.js';

/** Making one takes about a second of this process. */
const made = new Kept<Uint8Array>();

/**
 * A model with its heat maps as one ONNX graph, for browsers: one picture of any size at a time, uint8 RGB. Probabilities
 * are not scaled by the temperature.
 */
export function browserModel(entry: ModelEntry): Promise<Uint8Array> {
  return made.get(entry.sha256, async () => {
    const { model, metadata } = await ofChecksum(entry, () => readCellModel(entry.file, entry.meaning));
    const interpolation = interpolationOf(metadata.resizeRule);
    return heatMapGraph(model, { classIndex: metadata.positiveClass, interpolation });
  });
}
