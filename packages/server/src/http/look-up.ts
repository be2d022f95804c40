import { z } from 'zod';
import { type Batch, findBatch, findPicture, type Picture } from '../storage/batches.js';
import type { Tables } from '../storage/database.js';
import { notFound } from './problem.js';

export const batchParams = z.object({ batch: z.uuid() });
export const pictureParams = z.object({ picture: z.uuid() });

/** @throws Problem 404 when there is none */
export async function batchOf(tables: Tables, id: string): Promise<Batch> {
  const batch = await findBatch(tables, id);
  if (!batch) throw notFound(`batch ${id}`);
  return batch;
}

/** @throws Problem 404 when there is none */
export async function pictureOf(tables: Tables, id: string): Promise<Picture> {
  const picture = await findPicture(tables, id);
  if (!picture) throw notFound(`picture ${id}`);
  return picture;
}
