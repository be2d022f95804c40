import { cp, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openCellModel } from '@giemsa/core';
import { writeSyntheticDataset } from '@giemsa/core/internal/dataset/synthetic/write';
import { decodeImage } from '@giemsa/core/internal/pictures/decode';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, MODEL, options, startRoom, temporaryFolder } from '../../server/test/support/room.js';
import { hasPage, openPage, overflows, shoot, startBrowser, untilDone, violations } from './browser.js';

describe.skipIf(!hasPage)('a model is taught in Chromium', () => {
  let folder: string;
  let room: Client;

  beforeAll(async () => {
    folder = await temporaryFolder();
    await writeSyntheticDataset(join(folder, 'drawn'), { cells: 160, patients: 32, seed: 5, fields: 0 });
    for (const name of ['Parasitized', 'Uninfected'])
      await cp(join(folder, 'drawn', name), join(folder, 'cells', name), { recursive: true });
    await mkdir(join(folder, 'cells', 'others'));
    const [first] = await readdir(join(folder, 'cells', 'Uninfected'));
    await cp(join(folder, 'cells', 'Uninfected', first!), join(folder, 'cells', 'others', 'a.png'));
    room = await startRoom(options(folder, { models: [MODEL] }));
  });
  afterAll(() => room?.server.stop());

  test('two folders of labelled cells: curves, figures of patients never seen, used at once, saved; nothing is sent', async () => {
    const browser = await startBrowser();
    try {
      const { page, problems } = await openPage(browser);
      page.on('request', (request) => {
        if (request.method() !== 'GET') problems.push(`${request.method()} ${request.url()}`);
      });
      await page.goto(`${room.server.address}/#/private`);
      await page.getByRole('link', { name: 'Teach a model with labelled cells of your own' }).click();
      await page
        .getByText('Drop folders of labelled cells, named as the classes: Parasitized, Uninfected')
        .waitFor();
      const asked: string[] = [];
      page.on('request', (request) => void asked.push(request.url()));
      await page.locator('input[type=file]').nth(1).setInputFiles(join(folder, 'cells'));
      await page.getByText('1 file is in no folder of a class and left out.').waitFor();
      await page.getByText('6 of 6 epochs').first().waitFor();
      await page.getByRole('heading', { name: 'What it has learned' }).waitFor();
      // The model and the programs; no address of a picture.
      const others = asked.filter(
        (url) => !/\/browser\.onnx\?version=\w+$|\/assets\/[\w.-]+\.(js|wasm)$/.test(url),
      );
      expect(others).toEqual([]);
      await page.getByText(/^Learned from \d+ cells; measured on \d+ cells of other patients\.$/).waitFor();
      const figure = String.raw`\s+[01]\.\d+ \[[01]\.\d+, [01]\.\d+\]`;
      const row = await page.getByRole('row', { name: /^Accuracy/ }).innerText();
      expect(row).toMatch(new RegExp(`^Accuracy${figure}${figure}$`));
      await shoot(page, 'teach');
      expect(await violations(page)).toEqual([]);
      await page.setViewportSize({ width: 390, height: 800 });
      expect(await overflows(page)).toBe(false);
      await page.setViewportSize({ width: 1280, height: 800 });

      const saved: Record<string, Buffer> = {};
      for (const format of ['onnx', 'h5']) {
        const downloading = page.waitForEvent('download');
        await page.getByRole('button', { name: `Save as .${format}` }).click();
        const download = await downloading;
        expect(download.suggestedFilename()).toBe(`tiny-resnet-taught.${format}`);
        saved[format] = await readFile(await download.path());
        await download.saveAs(join(folder, `taught.${format}`));
      }

      await page.getByRole('link', { name: 'Use it in private mode' }).click();
      await expect
        .poll(() => page.getByLabel('Model', { exact: true }).inputValue())
        .toBe('tiny-resnet.onnx, taught');
      await page
        .locator('input[type=file]')
        .nth(1)
        .setInputFiles(join(folder, 'cells', 'Parasitized'));
      await page.getByRole('button', { name: 'CSV', exact: true }).waitFor();
      await untilDone(page);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'CSV', exact: true }).click(),
      ]);
      const csv = await readFile(await download.path(), 'utf8');
      const lines = csv
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(','));
      expect(lines.length).toBe((await readdir(join(folder, 'cells', 'Parasitized'))).length);
      for (const format of ['onnx', 'h5']) {
        const model = await openCellModel(join(folder, `taught.${format}`));
        for (const line of lines.slice(0, 10)) {
          const path = join(folder, 'cells', line[0]!);
          const { imageSize, colorMode, resizeRule } = model;
          const size = { width: imageSize, height: imageSize, colorMode, resizeRule };
          const [probability] = await model.predict(await decodeImage(path, size));
          expect(Math.abs(probability! - Number(line[6]))).toBeLessThan(1e-4);
        }
        await model.release();
      }
      expect(problems).toEqual([]);
    } finally {
      await browser.close();
    }
  });

  test('pictures in folders of other names teach nothing, and a line says what is expected', async () => {
    const browser = await startBrowser();
    try {
      const { page } = await openPage(browser);
      await page.goto(`${room.server.address}/#/private/teach`);
      await page
        .locator('input[type=file]')
        .nth(1)
        .setInputFiles(join(folder, 'cells', 'others'));
      await page
        .getByText('No picture is in a folder that is named as a class: Parasitized, Uninfected')
        .waitFor();
    } finally {
      await browser.close();
    }
  });
});
