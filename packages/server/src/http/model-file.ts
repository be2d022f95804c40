import { heatMapGraph, readCellModel } from 'giemsa';
import type { ModelEntry } from '../models/registry.js';

/** The last model that was asked for; making one takes about a second. */
let last: { sha256: string; onnx: Promise<Uint8Array> } | undefined;

/**
 * A model with its heat maps as one ONNX graph, for browsers: one picture of any size at a time, uint8 RGB. Probabilities
 * are not scaled by the temperature.
 */
export function browserModel({ file, sha256, meaning }: ModelEntry): Promise<Uint8Array> {
  if (last?.sha256 !== sha256) {
    const onnx = readCellModel(file, meaning).then(({ model, metadata }) =>
      heatMapGraph(model, { classIndex: metadata.positiveClass }),
    );
    onnx.catch(() => {
      last = undefined;
    });
    last = { sha256, onnx };
  }
  return last.onnx;
}
