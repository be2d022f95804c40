import { RECIPES } from '@giemsa/core';
import { NotFound } from '@giemsa/core/internal/errors/kinds';
import type { TrainingChoices } from '@giemsa/core/internal/recipes/choices';
import { resolveSettings } from '@giemsa/core/internal/recipes/settings';
import { withNetworkOfFile } from '@giemsa/core/internal/training/network';
import { z } from 'zod';
import { answersOfBatch } from '../models/answers-of-batch.js';
import type { ModelEntry } from '../models/registry.js';
import { type Batch, progressOf } from '../storage/batches.js';
import { picturesIn } from '../storage/pictures.js';
import type { TrainingData } from '../storage/task-types.js';
import { answeredCells } from '../tasks/answered-cells.js';
import { type Material, materialOfBatches, materialOfFolder, materialOfSet } from '../tasks/plan-training.js';
import { type PlacedCell, placeAnswered, placeUploaded } from '../tasks/training-cells.js';
import type { Context } from './context.js';
import { called } from './inputs.js';
import { batchOf, labelledSetOf } from './look-up.js';
import { Problem } from './problem.js';
import type { AccessToken } from './tokens.js';

/** What a training learns from, as a request names it. */
export const dataSchema = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('folder'),
      folder: called(4000).describe('One of those that `/training` lists'),
    }),
    z.object({ kind: z.literal('set'), set: z.uuid().describe('A labelled set') }),
    z.object({
      kind: z.literal('batches'),
      batches: z
        .array(z.uuid())
        .min(1)
        .max(100)
        .describe('Of single cells, with the last answers of persons'),
    }),
  ])
  .describe('What it learns from');

/** How it is trained; what is left out is the recipe's. */
export const choicesSchema = z
  .object({
    recipe: z.enum(RECIPES.map(({ name }) => name)),
    from: called().optional().describe('A model that is trained further; left out: a new network'),
    epochs: z.int().min(1).max(1000).optional().describe('How often it goes through all cells'),
    learning_rate: z.number().gt(0).lt(10).optional().describe('How far a step goes, at most'),
    batch_size: z.int().min(1).max(4096).optional().describe('Cells of a step'),
    image_size: z.int().min(32).max(512).optional().describe('Rows and columns that cells are resized to'),
    split: z.enum(['patient', 'image', 'folders']).optional().describe('By what cells are held out'),
    validation_fraction: z.number().gt(0).lt(1).optional().describe('Share of cells that is held out'),
    seed: z
      .int()
      .min(0)
      .max(2 ** 32 - 1)
      .optional(),
    augmentation: z.boolean().optional().describe('False: cells are not changed at random while it learns'),
    positive_class: called(100).optional().describe('That of infected cells, where names do not tell it'),
  })
  .describe('How it is trained; what is left out is as in the recipe');

/** The choices of a request as the library takes them. */
export function choicesOf({
  learning_rate: learningRate,
  batch_size: batchSize,
  image_size: imageSize,
  validation_fraction: validationFraction,
  positive_class: positiveClass,
  from: _,
  ...others
}: z.infer<typeof choicesSchema>): TrainingChoices {
  return { ...others, learningRate, batchSize, imageSize, validationFraction, positiveClass };
}

/** The settings of a training, and its network where that is of a model. */
export async function settingsOf(choices: TrainingChoices, from: ModelEntry | undefined) {
  const base = from && { resumeFrom: from.file };
  return withNetworkOfFile(resolveSettings({ ...choices, ...base }));
}

/** Data that a request names, and what there is to learn from. */
export interface Named {
  /** As a task keeps it. */
  readonly data: TrainingData;
  /** In words, for people. */
  readonly words: string;
  /** For the name of the run. */
  readonly short: string;
  readonly material: Material;
  /** Of pictures of the reading room. @throws UserError where a picture has two classes */
  readonly cells: () => PlacedCell[] | undefined;
}

/** @throws Problem, or UserError, for data that is not offered, not there, or of another kind */
export async function namedData(
  context: Pick<Context, 'database' | 'registry' | 'datasets'>,
  asked: z.infer<typeof dataSchema>,
  token: AccessToken | null,
): Promise<Named> {
  const { tables } = context.database;
  if (asked.kind === 'folder') {
    const { folder } = asked;
    if (!context.datasets.includes(folder)) {
      throw new NotFound(
        folder,
        `the folder "${folder}" is not offered; start the server with --dataset ${folder}`,
      );
    }
    const material = await materialOfFolder(folder);
    const short = folder.split(/[\\/]/).filter(Boolean).at(-1) ?? 'cells';
    return { data: { kind: 'folder', folder }, words: folder, short, material, cells: () => undefined };
  }
  if (asked.kind === 'set') {
    const { id, name } = await labelledSetOf(tables, asked.set, token);
    const pictures = await picturesIn(tables, id);
    const progress = (await progressOf(tables, [id])).get(id)!;
    const names = pictures.map((picture) => picture.name);
    return {
      ...{ data: { kind: 'set', id, name }, words: name, short: 'set' },
      material: materialOfSet(names, progress),
      cells: () => placeUploaded(pictures),
    };
  }
  const batches: Batch[] = [];
  for (const id of new Set(asked.batches)) {
    const batch = await batchOf(tables, id, token);
    if (batch.smear) {
      throw new Problem(
        'fields',
        `The batch ${batch.name} holds whole fields; adapt a model on those instead.`,
      );
    }
    batches.push(batch);
  }
  const read: Awaited<ReturnType<typeof answeredIn>>[] = [];
  for (const batch of batches) read.push(await answeredIn(context, batch));
  return {
    data: { kind: 'batches', batches: batches.map(({ id, name }) => ({ id, name })) },
    words: batches.map(({ name }) => name).join(', '),
    short: 'reviewed',
    material: materialOfBatches(read),
    cells: () => placeAnswered(read.flatMap(({ cells }) => cells)),
  };
}

/** What persons said of the cells of a batch. */
export async function answeredIn(
  { database: { tables }, registry }: Pick<Context, 'database' | 'registry'>,
  batch: Batch,
) {
  const { model } = await answersOfBatch(tables, registry, batch);
  return answeredCells(tables, batch, model.metadata.classNames);
}
