import { mkdtemp, open, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { randomFromKey } from '../random/random.js';
import { attachArrays, detachArrays } from './arrays.js';
import { readState, writeState } from './safetensors.js';
import { DamagedFileError, type Json, type TrainingState } from './training-state.js';

let directory: string;
let path: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'giemsa-checkpoint-'));
});
afterAll(() => rm(directory, { recursive: true }));
beforeEach(() => {
  path = join(directory, 'state.safetensors');
});

const example: TrainingState = {
  tensors: {
    'conv1/kernel': {
      shape: [2, 3],
      data: Float32Array.of(1, -2.5, 3e-40, Number.NaN, Number.POSITIVE_INFINITY, -0),
    },
    'conv1/µ "quoted"': { shape: [], data: Float32Array.of(7) },
    empty: { shape: [0, 4], data: new Float32Array() },
  },
  metadata: { epoch: 3, schedule: { best: null, wait: 1 }, note: 'naïve — "quotes"\n' },
};

describe('writeState and readState', () => {
  it('give back the same bits', async () => {
    await writeState(path, example);
    expect(await readState(path)).toEqual(example);
  });

  it('give back any names, shapes and metadata', async () => {
    const states = fc.record({
      names: fc.uniqueArray(fc.string({ unit: 'grapheme' }), { maxLength: 5 }),
      metadata: fc.jsonValue(),
      length: fc.nat(50),
    });
    await fc.assert(
      fc.asyncProperty(states, async ({ names, metadata, length }) => {
        const random = randomFromKey(length);
        const named = names
          .filter((name) => name !== '__metadata__' && name !== '__proto__')
          .map((name) => {
            return [
              name,
              { shape: [length, 2], data: new Float32Array(2 * length).map(random.normal) },
            ] as const;
          });
        const state = { tensors: Object.fromEntries(named), metadata: metadata as Json };
        await writeState(path, state);
        const again = await readState(path);
        expect(again.tensors).toEqual(state.tensors);
        expect(JSON.stringify(again.metadata)).toBe(JSON.stringify(metadata));
      }),
      { numRuns: 40 },
    );
  });

  it('write views without what surrounds them', async () => {
    const data = Float32Array.from({ length: 10 }, (_, index) => index).subarray(3, 7);
    await writeState(path, { tensors: { view: { shape: [4], data } }, metadata: null });
    expect([...(await readState(path)).tensors.view!.data]).toEqual([3, 4, 5, 6]);
  });

  it('write the safetensors format: header length, JSON header, data from a multiple of 8', async () => {
    await writeState(path, example);
    const bytes = await readFile(path);
    const length = Number(bytes.readBigUInt64LE());
    expect(length % 8).toBe(0);
    const header = JSON.parse(bytes.subarray(8, 8 + length).toString());
    expect(header['conv1/kernel']).toEqual({ dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] });
    expect(Object.values(header.__metadata__).every((value) => typeof value === 'string')).toBe(true);
    expect(bytes.readFloatLE(8 + length + 4)).toBe(-2.5);
    expect(bytes.length).toBe(8 + length + 28);
  });

  it('refuse a tensor whose data does not fit its shape, and leave no file behind', async () => {
    const target = join(directory, 'refused', 'state.safetensors');
    const tensors = { kernel: { shape: [2, 2], data: new Float32Array(5) } };
    await expect(writeState(target, { tensors, metadata: null })).rejects.toThrow(
      'Tensor "kernel" has shape [2, 2] but 5 values.',
    );
    await expect(stat(join(directory, 'refused'))).rejects.toThrow('ENOENT');
  });

  it('say that the file is missing', async () => {
    await expect(readState(join(directory, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('a damaged file', () => {
  let bytes: Buffer;
  beforeEach(async () => {
    await writeState(path, example);
    bytes = await readFile(path);
  });

  it('is detected wherever a bit of it has changed', async () => {
    for (let position = 0; position < bytes.length; position += 3) {
      const changed = Buffer.from(bytes);
      changed[position]! ^= 1 << (position % 8);
      await writeFile(path, changed);
      await expect(readState(path), `byte ${position}`).rejects.toThrow(DamagedFileError);
    }
  });

  test.each([
    ['empty', 0, 'it has only 0 bytes'],
    ['cut in the header length', 5, 'it has only 5 bytes'],
    ['cut in the header', 100, /announces a header of \d+ bytes and has only 100 bytes/],
    ['cut in the data', -1, /has \d+ bytes, its header announces \d+/],
  ])('is detected when %s', async (_what, length, message) => {
    await truncate(path, length < 0 ? bytes.length + length : length);
    await expect(readState(path)).rejects.toThrow(message);
  });

  it('is detected when something was appended', async () => {
    await writeFile(path, Buffer.concat([bytes, Buffer.alloc(4)]));
    await expect(readState(path)).rejects.toThrow(/has \d+ bytes, its header announces \d+/);
  });

  it('is named, and what differs', async () => {
    const file = await open(path, 'r+');
    await file.write(Buffer.from([1]), 0, 1, bytes.length - 2);
    await file.close();
    await expect(readState(path)).rejects.toThrow(
      /state\.safetensors is damaged: the SHA-256 of its data is [0-9a-f]{64}, but it says [0-9a-f]{64}\.$/,
    );
  });

  it('that is another kind of file is detected without reading it into memory', async () => {
    await writeFile(path, 'PK\u0003\u0004 surely not a checkpoint');
    await expect(readState(path)).rejects.toThrow(/announces a header of \d+ bytes and has only 28 bytes/);
  });
});

describe('writeState', () => {
  it('leaves the old file when writing fails, and no temporary one', async () => {
    const folder = await mkdtemp(join(directory, 'failed-'));
    const target = join(folder, 'state.safetensors');
    await writeState(target, example);
    const failing = writeState(target, { ...example, metadata: 'new' }, () =>
      Promise.reject(new Error('stopped')),
    );
    await expect(failing).rejects.toThrow('stopped');
    expect(await readState(target)).toEqual(example);
    expect(await readdir(folder)).toEqual(['state.safetensors']);
  });
});

describe('detachArrays and attachArrays', () => {
  it('part a state into JSON and tensors, and put it together again', () => {
    const state = {
      best: 0.5,
      wait: null,
      bestWeights: { 'a/b': Float32Array.of(1, 2), c: Float32Array.of(3) },
    };
    const { json, tensors } = detachArrays(state, 'callbacks/0');
    expect(Object.keys(tensors)).toEqual(['callbacks/0/bestWeights/a/b', 'callbacks/0/bestWeights/c']);
    expect(attachArrays(JSON.parse(JSON.stringify(json)), tensors)).toEqual(state);
  });

  it('say which tensor is missing', () => {
    const { json } = detachArrays([Float32Array.of(1)], 'x');
    expect(() => attachArrays(json, {})).toThrow('no tensor "x/0"');
  });
});
