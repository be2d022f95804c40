import { z } from 'zod';
import { type Batch, findBatch } from '../storage/batches.js';
import type { Tables } from '../storage/database.js';
import { findPicture, type Picture } from '../storage/pictures.js';
import { sees } from './access.js';
import { notFound } from './problem.js';
import type { AccessToken } from './tokens.js';

export const batchParams = z.object({ batch: z.uuid() });
export const pictureParams = z.object({ picture: z.uuid() });

/** @throws Problem 404 when there is none that the token sees, or it is in the trash */
export async function batchOf(tables: Tables, id: string, token: AccessToken | null): Promise<Batch> {
  const batch = await findBatch(tables, id);
  if (!batch || !isShown(batch, token)) throw notFound(`batch ${id}`);
  return batch;
}

/** @throws Problem 404 when there is none in a batch that the token sees, or the batch is in the trash */
export async function pictureOf(tables: Tables, id: string, token: AccessToken | null): Promise<Picture> {
  const picture = await findPicture(tables, id);
  const batch = picture && (await findBatch(tables, picture.batchId));
  if (!batch || !isShown(batch, token)) throw notFound(`picture ${id}`);
  return picture;
}

const isShown = ({ deletedAt, room }: Batch, token: AccessToken | null): boolean =>
  deletedAt === null && sees(token, room);
