import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCellModel, saveCellModel } from 'giemsa';
import { expect, test, vi } from 'vitest';
import { MODEL, temporaryFolder } from '../../test/support/room.js';
import { CardReader } from './card-reader.js';
import { kindsOf, ModelRegistry } from './registry.js';

const ACCURATE = fileURLToPath(new URL('../../../../models/accurate/model.onnx', import.meta.url));

test('where no model is named, single cells are read by the first, and fields by the first of recipe smear', async () => {
  const folder = await temporaryFolder();
  const { model, metadata } = await readCellModel(MODEL);
  const fields = join(folder, 'fields.onnx');
  await saveCellModel(fields, model, { ...metadata, recipe: 'smear' });
  const registry = new ModelRegistry({ models: [MODEL, fields], folders: [] });
  expect((await registry.find(undefined)).id).toBe('tiny-resnet.onnx');
  expect((await registry.find(undefined, 'fields')).id).toBe('fields.onnx');
  const entries = await registry.list();
  expect(entries.map((entry) => kindsOf(entries, entry))).toEqual([['cells'], ['fields']]);
  const only = new ModelRegistry({ models: [MODEL], folders: [] });
  expect((await only.find(undefined, 'fields')).id).toBe('tiny-resnet.onnx');
});

test('a model is read once, however many ask at the same time', async () => {
  const read = vi.spyOn(CardReader.prototype, 'read');
  const registry = new ModelRegistry({ models: [MODEL], folders: [] });
  const lists = await Promise.all(Array.from({ length: 200 }, () => registry.list()));
  expect(read).toHaveBeenCalledTimes(1);
  expect(new Set(lists.map(([entry]) => entry!.sha256)).size).toBe(1);
  read.mockRestore();
});

test('the thread that answers requests is free while models are read', async () => {
  const registry = new ModelRegistry({ models: [ACCURATE], folders: [] });
  let slowest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    slowest = Math.max(slowest, performance.now() - last);
    last = performance.now();
  }, 5);
  await registry.list();
  clearInterval(timer);
  // The file takes about a second to be read.
  expect(slowest).toBeLessThan(300);
});
