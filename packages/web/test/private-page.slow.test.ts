import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodePixels, readCellModel, saveCellModel } from '@giemsa/core';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import { gateFeatures } from '@giemsa/core/internal/gate/features';
import { fitGate } from '@giemsa/core/internal/gate/gate';
import type { ApiModel } from '@giemsa/server';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { picturesOfNoCell } from '../../core/test/support/no-cells.js';
import { type Client, MODEL, options, startRoom, temporaryFolder } from '../../server/test/support/room.js';
import { hasPage, openPage, startBrowser, untilDone } from './browser.js';

/** Software rendering stands in for a graphics card: the same shaders, the same interface. */
const SOFTWARE_WEBGPU = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
];

describe.skipIf(!hasPage)('private mode, in Chromium', () => {
  let folder: string;
  let room: Client;
  let there: Map<string, string[]>;

  beforeAll(async () => {
    folder = await temporaryFolder();
    await writeSyntheticDataset(join(folder, 'drawn'), { cells: 240, patients: 8, seed: 5, fields: 0 });
    const drawn = await Promise.all(
      ['Parasitized', 'Uninfected'].map(async (name) =>
        (await readdir(join(folder, 'drawn', name))).map((file) => join(folder, 'drawn', name, file)),
      ),
    );
    const cells = await Promise.all(drawn.flat().map((file) => decodePixels(file)));
    await writeGatedModel(join(folder, 'gated.onnx'), cells.map(gateFeatures));
    await mkdir(join(folder, 'upload'));
    for (const [index, { kind, picture }] of (await picturesOfNoCell(cells, 1)).entries()) {
      const { data, width, height } = picture;
      await sharp(data, { raw: { width, height, channels: 3 } })
        .png()
        .toFile(join(folder, 'upload', `no-cell-${index}-${kind.replaceAll(/\W+/g, '-')}.png`));
    }
    for (const [index, file] of drawn
      .flat()
      .filter((_, at) => at % 12 === 0)
      .entries()) {
      await writeFile(join(folder, 'upload', `cell-${index}.png`), await readFile(file));
    }
    await writeFile(join(folder, 'upload', 'broken.png'), 'no picture');
    room = await startRoom(options(folder, { models: [join(folder, 'gated.onnx')] }));
    there = await onServer();
  });
  afterAll(() => room?.server.stop());

  async function onServer(): Promise<Map<string, string[]>> {
    const names = (await readdir(join(folder, 'upload'))).filter((name) => name !== 'broken.png');
    const entries = names.map(async (name) => [
      `upload/${name}`,
      await readFile(join(folder, 'upload', name)),
    ]);
    const { batch } = await room.upload(Object.fromEntries(await Promise.all(entries)));
    await room.results(batch);
    return rows(await (await room.request(`/batches/${batch.id}/export.csv`)).text());
  }

  test('the gate’s limits come with the model', async () => {
    const [model] = (await (await room.request('/models')).json()) as ApiModel[];
    expect(model!.gate!.cells).toBe(240);
    const refused = [...there.values()].filter((row) => row[3] === 'refused').length;
    expect(refused).toBeGreaterThan(10);
    expect(refused).toBeLessThan(there.size - 10);
  });

  test.each([
    { device: 'WebAssembly', args: [], says: 'WebAssembly): ' },
    { device: 'WebGPU', args: SOFTWARE_WEBGPU, says: 'graphics processor (WebGPU)' },
  ])(
    'on $device: the same answers, to 1e-4, the same refusals and reasons, and nothing is sent',
    async ({ args, says }) => {
      const browser = await startBrowser(args);
      try {
        const { page, problems } = await openPage(browser);
        page.on('request', (request) => {
          const isOwn = request.url().startsWith(room.server.address) || /^(blob|data):/.test(request.url());
          if (request.method() !== 'GET' || !isOwn) problems.push(`${request.method()} ${request.url()}`);
        });
        await page.goto(`${room.server.address}/#/private`);
        await page.locator('input[type=file]').nth(1).setInputFiles(join(folder, 'upload'));
        await page.getByText('1 picture could not be read').waitFor();
        await page.getByText(says).waitFor();
        await untilDone(page);
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: 'CSV', exact: true }).click(),
        ]);
        const here = rows(await readFile(await download.path(), 'utf8'));
        expect(here.get('upload/broken.png')![3]).toBe('failed');
        let worst = 0;
        for (const [name, row] of there) {
          const own = here.get(name)!;
          expect([own[3], own[5], own.at(-1)], name).toEqual([row[3], row[5], row.at(-1)]);
          if (row[3] === 'done') worst = Math.max(worst, Math.abs(Number(own[6]) - Number(row[6])));
        }
        console.log(`largest difference of probabilities: ${worst.toExponential(1)}`);
        expect(worst).toBeLessThan(1e-4);
        expect(problems).toEqual([]);
      } finally {
        await browser.close();
      }
    },
  );
});

/** The small model with a gate that was fitted on drawn cells. */
async function writeGatedModel(path: string, vectors: readonly Float64Array[]): Promise<void> {
  const { model, metadata } = await readCellModel(MODEL);
  await saveCellModel(path, model, { ...metadata, gate: fitGate(vectors), unsureHalfWidth: 1 });
}

/** Lines of a table by the first column; reasons hold commas, so quoted ones are taken whole. */
function rows(csv: string): Map<string, string[]> {
  const lines = csv.trim().split('\n').slice(1);
  const cells = (line: string) =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((match) => match[1]!).slice(0, 12);
  return new Map(lines.map((line) => [cells(line)[0]!, cells(line)]));
}
