import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodePixels, readCellModel, saveCellModel } from '@giemsa/core';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import { gateFeatures } from '@giemsa/core/internal/gate/features';
import { fitGate } from '@giemsa/core/internal/gate/gate';
import type { ApiBatch, ApiResults } from '@giemsa/server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawnField } from '../../server/test/support/fields.js';
import { type Client, MODEL, options, startRoom, temporaryFolder } from '../../server/test/support/room.js';
import { hasPage, openPage, overflows, shoot, startBrowser, untilDone, violations } from './browser.js';

/** More than one request of the page holds. */
const CELLS = 64;

describe.skipIf(!hasPage)('uploads, in Chromium', () => {
  let folder: string;
  let room: Client;
  let browser: Browser;
  let page: Page;
  let problems: string[];
  let batch: string;

  beforeAll(async () => {
    folder = await temporaryFolder();
    await writeSyntheticDataset(join(folder, 'drawn'), { cells: 240, patients: 8, seed: 5, fields: 0 });
    await mkdir(join(folder, 'cells'));
    const pictures = [];
    for (const name of ['Parasitized', 'Uninfected']) {
      for (const [index, file] of (await readdir(join(folder, 'drawn', name))).entries()) {
        const path = join(folder, 'drawn', name, file);
        pictures.push(gateFeatures(await decodePixels(path)));
        if (index < CELLS / 2)
          await writeFile(join(folder, 'cells', `${name}-${file}`), await readFile(path));
      }
    }
    const { model, metadata } = await readCellModel(MODEL);
    await saveCellModel(join(folder, 'gated.onnx'), model, { ...metadata, gate: fitGate(pictures) });
    await writeFile(join(folder, 'cells/report.pdf'), '%PDF-1.7');
    room = await startRoom(options(folder, { models: [join(folder, 'gated.onnx')] }));
    browser = await startBrowser();
    ({ page, problems } = await openPage(browser));
  });
  afterAll(async () => {
    await browser?.close();
    await room?.server.stop();
  });

  const results = async () => (await (await room.request(`/batches/${batch}/results`)).json()) as ApiResults;

  test('a file that is dropped beside the box is not opened in the tab', async () => {
    await page.goto(room.server.address);
    await page.getByText('Drop cells here').waitFor();
    const isTaken = await page.evaluate(() => {
      const event = new DragEvent('drop', { bubbles: true, cancelable: true });
      return !document.querySelector('h1')!.dispatchEvent(event);
    });
    expect(isTaken).toBe(true);
  });

  test('files of which none can be taken are told with what to do', async () => {
    await page.locator('input[type=file]').first().setInputFiles(join(folder, 'cells/report.pdf'));
    await page.getByText('report.pdf: a PDF document is not read: save its pages as PNG or JPEG').waitFor();
  });

  test('an upload that stops says so on every page, and warns before the page is left', async () => {
    let sent = 0;
    await page.route('**/pictures', (route) => (++sent === 1 ? route.continue() : route.abort()));
    await page.locator('input[type=file]').nth(1).setInputFiles(join(folder, 'cells'));
    await page.waitForURL(/#\/screen\/.+/);
    batch = /screen\/(.+)$/.exec(page.url())![1]!;
    await page.getByText(`Sending 40 of ${CELLS} files`).waitFor();
    await shoot(page, 'sending');
    const asked = page.waitForEvent('dialog');
    const left = page.reload({ timeout: 2000 }).catch(() => undefined);
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    await left;
    await page.getByRole('link', { name: 'Models' }).click();
    await page
      .getByText(`The upload of cells stopped after 40 of ${CELLS} files: the server cannot be reached`)
      .waitFor();
    await shoot(page, 'stopped');
    expect(await violations(page)).toEqual([]);
    // What is said once does not stop anybody from leaving for good.
    await page.unroute('**/pictures');
  });

  test('after a reload it is incomplete, on its page and in the list; the same files are chosen again', async () => {
    await page.goto(`${room.server.address}/#/screen`);
    await page.reload();
    await page.getByText(`40 of ${CELLS} files arrived, incomplete`).waitFor();
    await page.goto(`${room.server.address}/#/screen/${batch}`);
    await page.getByText(`40 of ${CELLS} files arrived. This upload is incomplete.`).waitFor();
    await shoot(page, 'incomplete');
    expect(await violations(page)).toEqual([]);
    expect(await overflows(page)).toBe(false);
    const bodies: number[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/pictures')) bodies.push(request.postDataBuffer()?.length ?? 0);
    });
    const input = page.locator('.incomplete input[type=file]');
    await input.first().setInputFiles(join(folder, 'cells/report.pdf'));
    await page.getByText('None of these files is a missing one').waitFor();
    await input.nth(1).setInputFiles(join(folder, 'cells'));
    await page.getByText('This upload is incomplete').waitFor({ state: 'detached' });
    await untilDone(page);
    await page.getByText(`${CELLS} pictures`, { exact: true }).waitFor();
    expect(bodies).toHaveLength(1);
    expect((await results()).batch.progress).toMatchObject({
      announced: CELLS,
      arrived: CELLS,
      total: CELLS,
    });
  });

  test('what was not taken stays with its reason, on the page after a reload and in the files', async () => {
    await page.reload();
    await page.getByText('1 file was rejected').click();
    await page.getByText('report.pdf: a PDF document is not read').waitFor();
    const csv = await (await room.request(`/batches/${batch}/export.csv`)).text();
    expect(csv).toMatch(/^cells\/report\.pdf,.*,rejected,/m);
  });

  test('a refused crop is seen, called by a person and counted', async () => {
    const noise = await readFile(
      join(folder, 'drawn/Parasitized', (await readdir(join(folder, 'drawn/Parasitized')))[0]!),
    );
    const sharp = (await import('sharp')).default;
    const grey = await sharp(noise).greyscale().negate().png().toBuffer();
    const uploaded = await room.upload({ 'odd.png': grey, 'good.png': noise }, '?name=odd');
    batch = uploaded.batch.id;
    expect((await room.results(uploaded.batch)).pictures.map(({ status }) => status)).toContain('refused');
    await page.goto(`${room.server.address}/#/screen/${batch}`);
    const positives = async () => Number(await page.locator('.count.positive b').textContent());
    await page.locator('.tile').first().waitFor();
    const before = await positives();
    await page.getByText('does not look like a single stained cell').click();
    await page.getByRole('button', { name: 'Look at them' }).click();
    await page.locator('.tile .name', { hasText: 'odd.png' }).click();
    await page.getByText('The model refused it').waitFor();
    await page.getByLabel('Your name or initials').fill('AB');
    await page.keyboard.press('Enter');
    await shoot(page, 'refused');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'It is infected' }).click();
    await page.keyboard.press('Escape');
    await expect.poll(positives).toBe(before + 1);
    const csv = await (await room.request(`/batches/${batch}/export.csv`)).text();
    expect(csv).toMatch(/^odd\.png,,,refused,,,,Parasitized,disagree,AB,/m);
  });

  test('fields among cells are moved by a button', async () => {
    const { png } = await drawnField(1, 0.15, 560, 420);
    const uploaded = await room.upload({ 's/P1/field.png': png }, '?name=mixed');
    const [picture] = (await room.results(uploaded.batch)).pictures;
    expect(picture!.status).toBe('refused');
    await page.goto(`${room.server.address}/#/screen/${uploaded.batch.id}`);
    await page.getByText('One picture looks like a whole field').waitFor();
    await shoot(page, 'misplaced');
    await page.getByRole('button', { name: 'Move to a new batch of fields' }).click();
    await page.waitForURL(/#\/smear\/.+/);
    await untilDone(page);
    await page.locator('.fields li').first().waitFor();
    const [, id] = /smear\/(.+)$/.exec(page.url())!;
    expect(((await (await room.request(`/batches/${id}`)).json()) as ApiBatch).name).toBe('mixed: fields');
  });

  test('nothing went wrong', () => {
    expect(problems.filter((text) => !/ERR_FAILED/.test(text))).toEqual([]);
  });
});
