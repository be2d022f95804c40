import { join } from 'node:path';
import { readCellModel, saveCellModel } from 'giemsa';
import { expect, test } from 'vitest';
import { MODEL, temporaryFolder } from '../../test/support/room.js';
import { kindsOf, ModelRegistry } from './registry.js';

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
