import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { matchBoxes, SAME_CELL } from '@giemsa/core/internal/smear/match-boxes';
import type { LabelledObject } from '@giemsa/core/smear';
import type { ApiAdoption, ApiCell, ApiField, ApiSmear, ApiTask } from '@giemsa/server';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawnField } from '../../server/test/support/fields.js';
import { type Client, options, startRoom, temporaryFolder } from '../../server/test/support/room.js';
import { hasPage, openPage, overflows, shoot, startBrowser, untilDone, violations } from './browser.js';

const PATIENTS = [1, 2, 3, 4, 5, 6];
const TRAINED_MS = 240_000;

describe.skipIf(!hasPage)('from corrected fields to a published model, in Chromium', () => {
  let room: Client;
  let browser: Browser;
  let page: Page;
  let problems: string[];
  let slides: string;
  let batch: string;
  const truths = new Map<string, readonly { class: string; box: LabelledObject['box'] }[]>();

  const get = async <Value>(path: string) => (await (await room.request(path)).json()) as Value;
  const setThreshold = (threshold: number | null) =>
    room.request(`/batches/${batch}/settings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ set: { setting: 'threshold', threshold }, by: 'B' }),
    });
  const card = () => page.locator('details', { hasText: 'Adopt my microscope' });
  const models = async () => {
    await page.goto(`${room.server.address}/#/models`);
    await card().waitFor();
    if ((await card().getAttribute('open')) === null) await card().getByText('Adopt my microscope').click();
  };

  /** Fields of a lamp that is darker than the model knows. */
  beforeAll(async () => {
    const folder = await temporaryFolder();
    slides = join(folder, 'slides');
    for (const patient of PATIENTS) {
      const { png, truth } = await drawnField(patient, 0.4, 900, 700);
      await mkdir(join(slides, `P${patient}`), { recursive: true });
      const dark = await sharp(png).modulate({ brightness: 0.7 }).png().toBuffer();
      await writeFile(join(slides, `P${patient}`, 'field.png'), dark);
      truths.set(`P${patient}`, truth as never);
    }
    room = await startRoom(options(folder));
    browser = await startBrowser();
    ({ page, problems } = await openPage(browser, { viewport: { width: 1280, height: 1000 } }));
    page.on('dialog', (dialog) => void dialog.accept());
  });
  afterAll(async () => {
    await browser?.close();
    await room?.server.stop();
  });

  async function upload(model?: string): Promise<string> {
    await page.goto(`${room.server.address}/#/screen`);
    await page.getByLabel('Whole fields of thin smears').check();
    if (model !== undefined) await page.getByLabel('Model').selectOption(model);
    await page.locator('input[type=file]').nth(1).setInputFiles(slides);
    await page.getByRole('button', { name: 'Start reading' }).click();
    await page.waitForURL(/#\/smear\/.+/);
    await page.getByRole('heading', { name: 'slides' }).waitFor();
    await untilDone(page);
    return /#\/smear\/([^/]+)/.exec(page.url())![1]!;
  }

  /** As a person does: chooses each cell that is called wrongly, presses its key, and marks the field. */
  async function correct(
    patient: string,
    picture: string,
    meanwhile?: () => Promise<unknown>,
  ): Promise<void> {
    await page.goto(`${room.server.address}/#/smear/${batch}/${picture}`);
    await page.locator('path.cell').first().waitFor();
    await page.getByLabel('Your name or initials').fill('A. Keza');
    for (const [cell, key] of await wrong(patient, picture)) {
      await page.locator(`#cell-${cell.id}`).focus();
      await page.keyboard.press(key);
      await page.getByText('Corrected by A. Keza').waitFor();
    }
    await meanwhile?.();
    await page.getByRole('button', { name: 'This field is corrected' }).click();
    await page.getByText('A. Keza has looked at every cell').waitFor();
  }

  /** Cells that are called otherwise than they were drawn, and the key that corrects them. */
  async function wrong(patient: string, picture: string): Promise<[ApiCell, 'i' | 'u'][]> {
    const { cells } = await get<ApiField>(`/pictures/${picture}/field`);
    const counted = cells.filter(({ counted: isCounted }) => isCounted);
    const truth = truths.get(patient)!;
    const boxes = (of: readonly { box: LabelledObject['box'] }[]) => of.map(({ box }) => box);
    const matches = matchBoxes(boxes(truth), boxes(counted), SAME_CELL);
    return truth.flatMap(({ class: drawn }, index): [ApiCell, 'i' | 'u'][] => {
      const cell = counted[matches.get(index) ?? -1];
      const isInfected = drawn === 'Parasitized';
      if (!cell || (cell.call === 'infected') === isInfected) return [];
      return [[cell, isInfected ? 'i' : 'u']];
    });
  }

  test('fields are corrected cell by cell, and marked', async () => {
    batch = await upload();
    const { patients } = await get<ApiSmear>(`/batches/${batch}/smear`);
    const [first] = patients[0]!.fields;
    // Somebody else changes it while the person looks: the answer is of what the person saw.
    await correct('P1', first!.id, () => setThreshold(0.9));
    expect((await get<ApiField>(`/pictures/${first!.id}/field`)).corrected).toMatchObject({ threshold: 0.5 });
    await setThreshold(null);
    await shoot(page, 'field-corrected');
    await models();
    await card().getByLabel('slides').check();
    await card().getByText('1 corrected field; at least 4 are needed, better 20').waitFor();
    expect(await card().getByRole('button', { name: 'Adopt' }).isDisabled()).toBe(true);
    expect(await violations(page)).toEqual([]);
    await shoot(page, 'adopt-too-few');
    for (const { patient, fields } of patients.slice(1)) await correct(patient, fields[0]!.id);
    await page.goto(`${room.server.address}/#/smear/${batch}`);
    await page.getByText('corrected: A. Keza').nth(5).waitFor();
    await shoot(page, 'batch-corrected');
  });

  test('the model is adapted while the page may be left; it is compared on patients that it has not seen', async () => {
    await models();
    await page.reload();
    await models();
    await card().getByLabel('slides').check();
    await card().getByText('Chosen: 6 fields of 6 patients').waitFor();
    await card().getByText('6 fields are few; better 20').waitFor();
    await card().getByLabel('Your name').fill('A. Keza');
    const adopt = card().getByRole('button', { name: 'Adopt', exact: true });
    await adopt.click();
    const running = page.getByRole('region', { name: 'In progress and ended' });
    await running.getByText('running', { exact: true }).waitFor({ timeout: 60_000 });
    await running.getByRole('button', { name: 'Stop' }).click();
    await running.getByText('stopped', { exact: true }).waitFor();
    await card().getByLabel('slides').check();
    await adopt.click();
    await running
      .getByText(/Now training, \d+ %\. This step takes about \d+ (seconds?|minutes?) more/)
      .waitFor({ timeout: 120_000 });
    expect(await violations(page)).toEqual([]);
    await shoot(page, 'adopt-running');
    await page.reload();
    await running.getByText(/Now (training|comparing)/).waitFor();
    await running.getByText('done', { exact: true }).waitFor({ timeout: TRAINED_MS });
    const [task] = await get<ApiTask[]>('/tasks');
    expect(task).toMatchObject({ state: 'done', reason: null, by: 'A. Keza' });
    const adapted = page.getByRole('region', { name: 'Models adapted to your microscope' });
    await adapted.getByText('better: may be published', { exact: true }).waitFor();
    await adapted.getByText('Your microscope: 2 patients that were not learned from').waitFor();
    const row = adapted.getByRole('row', { name: /^Infected cells found of 18/ });
    expect(await row.textContent()).toMatch(/100\.0 % \(81\.5 to 100\.0\).*%/);
    await shoot(page, 'adopt-table');
    await adapted.getByText('All figures, as the command prints them').click();
    await adapted.getByText('New microscope, 2 patients held out').waitFor();
    expect(await violations(page)).toEqual([]);
    await shoot(page, 'adopt-offered');
  });

  test('a named person publishes it; a new batch names its checksum; one click goes back', async () => {
    const [adoption] = await get<ApiAdoption[]>('/adoptions');
    const adapted = page.getByRole('region', { name: 'Models adapted to your microscope' });
    await adapted.getByLabel('Name of the model').fill('our microscope');
    await adapted.getByLabel('Your name').fill('A. Keza');
    await adapted.getByRole('button', { name: 'Publish' }).click();
    await adapted.getByText('in use as our microscope', { exact: true }).waitFor();
    const second = await upload('our microscope');
    await page.getByText(`The model file’s SHA-256 is ${adoption!.sha256}`).waitFor();
    const exported = await get<{ model: { sha256: string } }>(`/batches/${second}/smear/smear.json`);
    expect(exported.model.sha256).toBe(adoption!.sha256);
    await shoot(page, 'batch-of-new-model');
    await page.goto(`${room.server.address}/#/models`);
    await adapted.getByLabel('Your name').first().fill('A. Keza');
    await adapted.getByRole('button', { name: 'Go back to version 1' }).click();
    await adapted.getByText(/^Went back to version 1: A\. Keza/).waitFor();
    // What the new model gave stays its own.
    const { model_sha256: kept } = await get<ApiSmear>(`/batches/${second}/smear`);
    expect(kept).toBe(adoption!.sha256);
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await overflows(page)).toBe(false);
    expect(problems).toEqual([]);
  });
});
