import { parentPort } from 'node:worker_threads';
import { type CellNetwork, type MeaningOptions, readCellModel, UserError } from '@giemsa/core';
import { heatMapGraph } from '@giemsa/core/internal/explain/grad-cam-graph';
import { toMetadataProps } from '@giemsa/core/internal/formats/cell-model-metadata';
import { isKerasFile } from '@giemsa/core/internal/formats/model-files';
import { interpolationOf } from '@giemsa/core/internal/pictures/resize';
import type { Answer, HeatGraph, ModelCard, Question } from './model-reader.js';

// Runs in its own thread: reading a model takes the processor for up to seconds, and so does making its heat maps' graph.

parentPort!.on('message', async (question: Question) => {
  try {
    const value = await (question.what === 'card' ? cardOf(question) : heatGraphOf(question));
    // Transferred, not copied: a graph may have a hundred megabytes.
    parentPort!.postMessage({ value }, 'graph' in value ? [value.graph.buffer] : []);
  } catch (error) {
    const answer: Answer<never> = {
      reason: (error as Error).message,
      code: error instanceof UserError ? error.code : undefined,
    };
    parentPort!.postMessage(answer);
  }
});

async function cardOf(question: Question): Promise<ModelCard> {
  const { metadata, model, meaning, sha256 } = await open(question);
  return { metadata, meaning, sha256, parameters: model.countParameters().total };
}

async function heatGraphOf({ file, said }: Question): Promise<HeatGraph> {
  const { model, metadata, sha256 } = await readCellModel(file, said);
  const interpolation = interpolationOf(metadata.resizeRule);
  const graph = heatMapGraph(model, {
    ...{ classIndex: metadata.positiveClass, interpolation },
    metadata: toMetadataProps(metadata),
  });
  return { graph: new Uint8Array(graph), sha256 };
}

/** Options for other files do not override a file that says what it means. */
async function open({ file, said }: Question): Promise<CellNetwork & { meaning: MeaningOptions }> {
  const own = await readCellModel(file);
  const isSaid = Object.values(said).some((value) => value !== undefined);
  if (!isSaid || !isKerasFile(file) || !own.metadata.meaning) return { ...own, meaning: {} };
  // These options decide how pixels enter the network, so it is built again.
  return { ...(await readCellModel(file, said)), meaning: said };
}
