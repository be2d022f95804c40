import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { collect } from '@giemsa/core/smear';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiField, ApiSmear } from '../src/api-smear-types.js';
import type { ApiCorrectedBatch } from '../src/api-task-types.js';
import type { ApiBatch } from '../src/api-types.js';
import { drawnField, emptyField } from './support/fields.js';
import { type Client, options, startRoom, temporaryFolder } from './support/room.js';

const folder = await temporaryFolder();
const SIZE = [560, 420] as const;
const [first, second, third] = await Promise.all([1, 2, 3].map((seed) => drawnField(seed, 0.15, ...SIZE)));
let room: Client;
beforeAll(async () => {
  room = await startRoom(options(folder));
});
afterAll(() => room.server.stop());

async function read(files: Readonly<Record<string, Uint8Array>>): Promise<ApiBatch> {
  const { batch } = await room.upload(files, '?kind=fields&name=s');
  await room.results(batch);
  return batch;
}
const smearOf = async ({ id }: ApiBatch, query = '') =>
  (await (await room.request(`/batches/${id}/smear${query}`)).json()) as ApiSmear;

describe('a field that a person marks as corrected', () => {
  let batch: ApiBatch;
  let field: ApiField;
  const mark = (picture: string, corrected: boolean, query = '') =>
    room.request(`/pictures/${picture}/corrected${query}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ corrected, reviewer: 'A. Keza' }),
    });
  const infected = async (query = '') => (await smearOf(batch, query)).patients[0]!.parasitaemia.infected;
  const collected = async () => {
    const files = join(folder, `export-${Math.random()}`);
    await mkdir(join(files, 'images'), { recursive: true });
    const text = await (await room.request(`/batches/${batch.id}/smear/smear.json`)).text();
    await writeFile(join(files, 'smear.json'), text);
    await writeFile(join(files, 'images/a.png'), first!.png);
    return collect({
      ...{ sources: [join(files, 'smear.json')], images: join(files, 'images'), out: join(files, 'set') },
    });
  };

  beforeAll(async () => {
    batch = await read({ 's/P1/a.png': first!.png, 's/P2/empty.png': await emptyField() });
    const { id } = (await smearOf(batch)).patients[0]!.fields[0]!;
    field = (await (await room.request(`/pictures/${id}/field`)).json()) as ApiField;
  });

  test('nobody has looked at a cell: there is nothing to learn from', async () => {
    await expect(collected()).rejects.toThrow('no person has looked at any of its cells');
  });

  test('is that person’s from then on, in the page and for collect', async () => {
    const answer = await mark(field.id, true);
    expect(answer.status).toBe(200);
    const { corrected } = (await answer.json()) as ApiField;
    expect(corrected).toMatchObject({ by: 'A. Keza', threshold: (await smearOf(batch)).threshold });
    const [patient] = (await smearOf(batch)).patients;
    expect(patient!.fields[0]!.corrected_by).toBe('A. Keza');
    expect(patient!.reviewers).toEqual(['A. Keza']);
    const counted = await collected();
    const cells = field.cells.filter(({ counted: isCounted }) => isCounted);
    expect(counted).toMatchObject({ correctedFields: 1, notReviewed: 0 });
    expect(counted.infected + counted.uninfected).toBe(cells.length);
  });

  test('is too little to adapt a model on, which is told before the start', async () => {
    const [listed] = (await (await room.request('/corrected-batches')).json()) as ApiCorrectedBatch[];
    expect(listed).toMatchObject({ id: batch.id, name: 's', fields: 1, whole_fields: 1, patients: 1 });
    const post = async (path: string, body: object) => {
      const answer = await room.request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return [answer.status, await answer.json()];
    };
    const missing = '1 corrected field; at least 4 are needed, better 20';
    expect(await post('/adoptions/needs', { batches: [batch.id] })).toEqual([
      200,
      expect.objectContaining({ fields: 1, corrections: 0, missing: [missing] }),
    ]);
    expect(await post('/adoptions', { batches: [batch.id], by: 'A. Keza' })).toEqual([
      409,
      expect.objectContaining({ code: 'too-little', detail: `${missing}.` }),
    ]);
    expect(await (await room.request('/tasks')).json()).toEqual([]);
  });

  test('keeps the calls that the person saw, whatever threshold is asked for later', async () => {
    const before = await infected();
    expect(before).toBeGreaterThan(0);
    expect(await infected('?threshold=1')).toBe(before);
    expect((await mark(field.id, false)).status).toBe(200);
    expect(await infected('?threshold=1')).toBe(0);
    await expect(collected()).rejects.toThrow('no person has looked');
  });

  test('has to be one that is counted', async () => {
    const empty = (await smearOf(batch)).patients[1]!.fields[0]!;
    const answer = await mark(empty.id, true);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([409, 'set-aside']);
  });
});

test('fields of two magnifications are told as giemsa smear tells them', async () => {
  const larger = async ({ png }: { png: Buffer }) => sharp(png).resize({ width: 1000 }).png().toBuffer();
  const { notes } = await smearOf(
    await read({ 's/P1/a.png': first!.png, 's/P1/b.png': await larger(second!), 's/P2/c.png': third!.png }),
  );
  expect(notes).toEqual([
    expect.stringMatching(
      /^P1: 1 field of cells \d+ pixels wide, 1 field of cells \d+ pixels wide; were its fields taken at different magnifications\?$/,
    ),
  ]);
});

test('a field that was saved again is counted once, and told as giemsa smear tells it', async () => {
  const jpeg = await sharp(first!.png).resize({ width: 500 }).jpeg({ quality: 70 }).toBuffer();
  const { patients, notes } = await smearOf(
    await read({ 's/P1/a.png': first!.png, 's/P1/b.png': second!.png, 's/P2/again.jpg': jpeg }),
  );
  expect(patients[1]!.fields[0]).toMatchObject({
    status: 'refused',
    reason:
      'the same picture as s/P1/a.png, saved again of patient P1; find out which patient it belongs to; it is counted there',
  });
  expect(patients[1]!.parasitaemia.counted).toBe(0);
  expect(notes).toEqual([]);
});
