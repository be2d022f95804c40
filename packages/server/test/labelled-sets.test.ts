import { expect, test } from 'vitest';
import type { ApiLabelledSet, ApiTrainingPlan } from '../src/api-training-types.js';
import type { ApiBatch, ApiTrashed } from '../src/api-types.js';
import { drawnField } from './support/fields.js';
import { formOf, options, startRoom, temporaryFolder } from './support/room.js';

test('a labelled set is sent as a batch is, read by no model, planned with, and deleted into the trash', async () => {
  const room = await startRoom(options(await temporaryFolder(), { trashDays: 30 }));
  const ask = async <Value>(path: string, method = 'GET', body?: object) => {
    const answer = await room.request(path, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, value: (text === '' ? undefined : JSON.parse(text)) as Value };
  };
  const { png } = await drawnField(1, 0, 64, 64);
  const names = ['a', 'b'].flatMap((name) => [1, 2, 3].map((n) => `set/${name}/P${n}_IMG_${n}.png`));
  const files = Object.fromEntries(names.map((name) => [name, png]));
  const { value: set } = await ask<ApiBatch>('/labelled-sets', 'POST', { name: 'ours' });
  const listed = names.map((name) => ({ name, bytes: png.length }));
  await ask(`/batches/${set.id}/manifest`, 'PUT', { files: listed });
  const plan = async (data: object = { kind: 'set', set: set.id }) =>
    (await ask<ApiTrainingPlan>('/runs/plan', 'POST', { data, choices: { recipe: 'synthetic' } })).value;
  expect((await plan()).missing[0]).toMatch(/^0 of 6 files have arrived/);
  await room.request(`/batches/${set.id}/pictures`, { method: 'POST', body: formOf(files) });
  expect((await ask<ApiLabelledSet[]>('/labelled-sets')).value).toMatchObject([
    {
      id: set.id,
      cells: 6,
      patients: 3,
      arrived: 6,
      classes: [
        { name: 'a', cells: 3 },
        { name: 'b', cells: 3 },
      ],
    },
  ]);
  // Nobody can know which of these is that of infected cells.
  expect((await plan()).missing).toEqual(['say which class is that of infected cells: a or b']);
  expect((await ask(`/batches/${set.id}`)).value).toMatchObject({ kind: 'labelled', progress: { done: 6 } });
  expect((await ask('/batches')).value).toEqual([]);
  expect((await ask(`/batches/${set.id}/results`)).status).toBe(404);
  const data = { kind: 'folder', folder: '/etc' };
  const body = { by: 'A', data, choices: { recipe: 'synthetic' } };
  expect(await ask('/runs', 'POST', body)).toMatchObject({ status: 404, value: { code: 'not-found' } });
  expect((await ask(`/batches/${set.id}`, 'DELETE')).status).toBe(204);
  expect((await ask<ApiTrashed[]>('/trash')).value).toMatchObject([{ id: set.id, kind: 'labelled' }]);
  await room.server.stop();
});
