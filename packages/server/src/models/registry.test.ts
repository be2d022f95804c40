import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCellModel, saveCellModel } from '@giemsa/core';
import { expect, test, vi } from 'vitest';
import { MODEL, temporaryFolder } from '../../test/support/room.js';
import { presentModel } from '../http/present.js';
import { LoadedModels } from './loaded-models.js';
import { ModelReader } from './model-reader.js';
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
  const read = vi.spyOn(ModelReader.prototype, 'readCard');
  const registry = new ModelRegistry({ models: [MODEL], folders: [] });
  const lists = await Promise.all(Array.from({ length: 200 }, () => registry.list()));
  expect(read).toHaveBeenCalledTimes(1);
  expect(new Set(lists.map(([entry]) => entry!.sha256)).size).toBe(1);
  read.mockRestore();
});

test('the thread that answers requests is free while models are read', async () => {
  const registry = new ModelRegistry({ models: [ACCURATE], folders: [] });
  const before = performance.eventLoopUtilization();
  await registry.list();
  // Read in this thread, the file of 9 MB would take all of it for about a second.
  expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5);
});

test('it is free, too, while heat maps are prepared for the first time', async () => {
  const registry = new ModelRegistry({ models: [ACCURATE], folders: [] });
  const entry = await registry.find(undefined);
  const models = new LoadedModels(1);
  const before = performance.eventLoopUtilization();
  const explainer = await models.explainer(entry);
  // Made in this thread, the graph would take all of it.
  expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5);
  const { imageSize } = entry.metadata;
  const [explanation] = await explainer.explain([new Uint8Array(imageSize * imageSize * 3).fill(90)]);
  expect(explanation).toMatchObject({ size: imageSize });
  await models.release();
});

test('options for a Keras file apply to that file only, and the list shows what was assumed', async () => {
  const keras = fileURLToPath(
    new URL('../../../core/src/formats/keras-read/goldens/meaning/two_logits.keras', import.meta.url),
  );
  const lines: string[] = [];
  const registry = new ModelRegistry({
    ...{ models: [keras, MODEL], folders: [], notice: (line) => lines.push(line) },
    meaning: { classes: ['left', 'right'], positiveClass: 'right' },
  });
  const [others, own] = (await registry.list()).map((entry) => presentModel(entry, []));
  expect(others).toMatchObject({ class_names: ['left', 'right'], positive_class: 'right' });
  expect(others!.meaning!.map(({ what, source }) => [what, source])).toEqual([
    ['input size', 'file'],
    ['input range', 'assumed'],
    ['output', 'file'],
    ['classes', 'given'],
    ['positive class', 'given'],
  ]);
  expect(own).toMatchObject({ class_names: ['Parasitized', 'Uninfected'], meaning: null });
  expect(lines).toContain('  input range    pixels / 255, 0 to 1  assumed: --rescale');
  // Whoever opens it again opens it by the same words.
  const models = new LoadedModels(1);
  const opened = await models.predictor(await registry.find('two_logits.keras'));
  expect(opened).toMatchObject({ classNames: ['left', 'right'], positiveClass: 1 });
  await models.release();
});
