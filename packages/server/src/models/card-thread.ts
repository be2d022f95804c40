import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { type CellNetwork, isKerasFile, type MeaningOptions, readCellModel, UserError } from '@giemsa/core';
import type { CardAnswer, CardQuestion } from './card-reader.js';

// Runs in a thread of its own: reading a model takes the processor for up to seconds.

parentPort!.on('message', (question: CardQuestion) => {
  answer(question).then((message) => parentPort!.postMessage(message));
});

async function answer(question: CardQuestion): Promise<CardAnswer> {
  try {
    const { metadata, model, meaning } = await open(question);
    const sha256 = createHash('sha256')
      .update(await readFile(question.file))
      .digest('hex');
    return { card: { metadata, meaning, sha256, parameters: model.countParameters().total } };
  } catch (error) {
    return { reason: (error as Error).message, isUserError: error instanceof UserError };
  }
}

/** A file that says what it means is not contradicted by what is said of others. */
async function open({ file, said }: CardQuestion): Promise<CellNetwork & { meaning: MeaningOptions }> {
  const own = await readCellModel(file);
  const isSaid = Object.values(said).some((value) => value !== undefined);
  if (!isSaid || !isKerasFile(file) || !own.metadata.meaning) return { ...own, meaning: {} };
  return { ...(await readCellModel(file, said)), meaning: said };
}
