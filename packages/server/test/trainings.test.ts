import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import { expect, test } from 'vitest';
import type { ApiRun } from '../src/api-training-types.js';
import { options, startRoom, temporaryFolder } from './support/room.js';

const folder = await temporaryFolder();
const data = join(folder, 'cells');
await writeSyntheticDataset(data, { cells: 24, patients: 6, seed: 5, fields: 0 });

test('a training from the page that fails keeps its reason and its code, over a restart too', async () => {
  const settings = options(join(folder, 'home'), { datasets: [data] });
  const room = await startRoom(settings);
  // When the server looked at them they were whole.
  for (const name of await readdir(join(data, 'Parasitized'))) {
    await writeFile(join(data, 'Parasitized', name), 'junk');
  }
  const train = (body: object) =>
    room.request('/runs', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const request = {
    ...{ data: { kind: 'folder', folder: data }, choices: { recipe: 'synthetic', epochs: 1 }, by: 'A. Keza' },
  };
  const answer = await train(request);
  expect(answer.status).toBe(202);
  const { id } = (await answer.json()) as { id: string };
  const failed = {
    id,
    state: 'failed',
    recipe: 'synthetic',
    failure: {
      code: 'unusable-data',
      reason: expect.stringMatching(/Parasitized has 0 readable pictures; a class needs at least 2/),
    },
  };
  const runOf = async ({ request } = room) => (await (await request(`/runs/${id}`)).json()) as ApiRun;
  await expect.poll(() => runOf(), { timeout: 20_000, interval: 100 }).toMatchObject(failed);
  expect(await (await room.request('/runs')).json()).toMatchObject([failed]);
  // The next one may begin.
  expect((await train(request)).status).toBe(202);
  await room.server.stop();

  const again = await startRoom(settings);
  expect(await runOf(again)).toMatchObject(failed);
  await again.server.stop();
}, 60_000);
