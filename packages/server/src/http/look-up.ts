import { z } from 'zod';
import { type Batch, findBatch } from '../storage/batches.js';
import type { Tables } from '../storage/database.js';
import { findPicture, type Picture } from '../storage/pictures.js';
import { sees } from './access.js';
import { notFound } from './problem.js';
import type { AccessToken } from './tokens.js';

export const batchParams = z.object({ batch: z.uuid() });
export const pictureParams = z.object({ picture: z.uuid() });

/** @throws Problem 404 when there is none that the token sees, it is in the trash, or a labelled set that no model reads */
export async function batchOf(tables: Tables, id: string, token: AccessToken | null): Promise<Batch> {
  const batch = await uploadOf(tables, id, token);
  if (batch.labelled) throw notFound(`batch ${id}`);
  return batch;
}

/** As {@link batchOf}, a labelled set too: what is sent to it, and how far it is. */
export async function uploadOf(tables: Tables, id: string, token: AccessToken | null): Promise<Batch> {
  const batch = await findBatch(tables, id);
  if (!batch || !isShown(batch, token)) throw notFound(`batch ${id}`);
  return batch;
}

/** @throws Problem 404 when there is no such labelled set that the token sees, or it is in the trash */
export async function labelledSetOf(tables: Tables, id: string, token: AccessToken | null): Promise<Batch> {
  const batch = await uploadOf(tables, id, token);
  if (!batch.labelled) throw notFound(`labelled set ${id}`);
  return batch;
}

/** @throws Problem 404 when there is none in a batch that the token sees, or the batch is in the trash */
export async function pictureOf(tables: Tables, id: string, token: AccessToken | null): Promise<Picture> {
  const picture = await findPicture(tables, id);
  const batch = picture && (await findBatch(tables, picture.batchId));
  if (!batch || !isShown(batch, token) || batch.labelled) throw notFound(`picture ${id}`);
  return picture;
}

const isShown = ({ deletedAt, room }: Batch, token: AccessToken | null): boolean =>
  deletedAt === null && sees(token, room);
