import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { createBatch, progressOf } from '../src/storage/batches.js';
import { addPictures } from '../src/storage/pictures.js';
import { addSetting } from '../src/storage/settings.js';
import { openEmptyDatabase } from './support/empty-database.js';
import { temporaryFolder } from './support/room.js';

test('while cells are read blind, progress does not say that the model refused some', async () => {
  const database = await openEmptyDatabase(await temporaryFolder());
  const { tables } = database;
  const { id } = await createBatch(tables, { name: 'x', modelId: 'm', blindBy: 'Ama' });
  const picture = { bytes: 1, width: 1, height: 1, label: null };
  const added = ['aa', 'bb'].map((sha256) => ({ ...picture, name: `${sha256}.png`, sha256 }));
  const [first, second] = await addPictures(tables, id, added, null);
  await tables.execute(sql`UPDATE pictures SET status = 'done' WHERE id = ${first}`);
  await tables.execute(sql`UPDATE pictures SET status = 'refused', reason = 'no cell' WHERE id = ${second}`);
  const progress = async () => (await progressOf(tables, [id])).get(id);
  expect(await progress()).toMatchObject({ total: 2, done: 2, refused: 0, failed: 0 });
  const end = {
    batchId: id,
    patient: null,
    setting: { setting: 'blind', blind: false },
    setBy: 'Eve',
  } as const;
  await addSetting(tables, end);
  expect(await progress()).toMatchObject({ total: 2, done: 1, refused: 1 });
  await database.close();
});
