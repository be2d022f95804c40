import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApiCalibration, ApiSmear } from '@giemsa/server';
import type { Browser, Page } from 'playwright-core';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawnField } from '../../server/test/support/fields.js';
import { type Client, options, startRoom, temporaryFolder } from '../../server/test/support/room.js';
import { hasPage, openPage, overflows, shoot, startBrowser, untilDone, violations } from './browser.js';

const PATIENTS = [1, 2, 3, 4, 5, 6, 7, 8];

describe.skipIf(!hasPage)('calibrating a microscope in the page, in Chromium', () => {
  let room: Client;
  let browser: Browser;
  let page: Page;
  let problems: string[];
  let folder: string;

  const get = async <Value>(path: string) => (await (await room.request(path)).json()) as Value;
  const chooseFields = async () => {
    await page.goto(`${room.server.address}/#/screen`);
    await page.getByLabel('Whole fields of thin smears').check();
  };
  const upload = async (name: string): Promise<ApiSmear> => {
    await page.locator('input[type=file]').nth(1).setInputFiles(join(folder, name));
    await page.getByRole('button', { name: 'Start reading' }).click();
    await page.waitForURL(/#\/smear\/.+/);
    await page.getByRole('heading', { name }).waitFor();
    await untilDone(page);
    return get<ApiSmear>(`/batches/${/#\/smear\/([^/]+)/.exec(page.url())![1]}/smear`);
  };
  const write = async (path: string, picture: Sharp) => {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), await picture.png().toBuffer());
  };
  const card = () => page.locator('details', { hasText: 'Calibrate a microscope' });

  beforeAll(async () => {
    folder = await temporaryFolder();
    const drawn = async (seed: number, parasitaemia: number) =>
      sharp((await drawnField(seed, parasitaemia, 560, 420)).png);
    for (const patient of PATIENTS)
      await write(`blanks/N${patient}/f${patient}.png`, await drawn(patient, 0));
    const field = await drawn(20, 0.2);
    await write('patients/P1/a.png', field.clone());
    await write('patients/P1/b.png', (await drawn(21, 0.2)).resize({ width: 1000 }));
    await write('patients/P1/again.png', field.clone().resize({ width: 500 }));
    await write('patients/P1/blurred.png', (await drawn(22, 0.2)).blur(7));
    room = await startRoom(options(folder));
    browser = await startBrowser();
    ({ page, problems } = await openPage(browser, { viewport: { width: 1280, height: 1000 } }));
  });
  afterAll(async () => {
    await browser?.close();
    await room?.server.stop();
  });

  test('a person states that patients have no malaria, and the microscope gets a threshold and what it cannot tell', async () => {
    await chooseFields();
    await upload('blanks');
    await page.goto(`${room.server.address}/#/models`);
    await card().getByText('Calibrate a microscope').click();
    await card().getByLabel('blanks').check();
    await card()
      .getByText(/Chosen: 8 fields of 8 patients, \d+ red cells\./)
      .waitFor();
    await card()
      .getByText(/measured on 5 patients without malaria, fewer than 10/)
      .waitFor();
    await card().getByLabel('Name of the microscope').fill('Zeiss 2');
    await card().getByLabel('Your name').fill('A. Keza');
    await card().getByRole('button', { name: 'Calibrate' }).click();
    // Nobody has stated it yet: the browser asks for it.
    expect(await get('/tasks')).toEqual([]);
    await card()
      .getByLabel(/None of these patients has malaria/)
      .check();
    expect(await violations(page)).toEqual([]);
    await shoot(page, 'calibrate-form');
    await card().getByRole('button', { name: 'Calibrate' }).click();
    const calibrated = page.getByRole('region', { name: 'Calibrated microscopes' });
    await calibrated.getByRole('heading', { name: 'Zeiss 2' }).waitFor();
    const [calibration] = await get<ApiCalibration[]>('/calibrations');
    const text = (await calibrated.textContent())!;
    expect(text).toContain(calibration!.threshold.toFixed(4));
    expect(text).toContain(
      `of 1,000 cells: up to ${calibration!.limits_of_blank[0]!.infected} called infected`,
    );
    expect(text).toContain('A. Keza');
    for (const limit of calibration!.cannot_tell) expect(text).toContain(limit);
    await calibrated.getByText('Thresholds to choose from').click();
    expect(await violations(page)).toEqual([]);
    await shoot(page, 'calibrated');
  });

  test('fields of this microscope are counted by it; accepted rules, mixed fields and those saved again are told', async () => {
    await chooseFields();
    await page.getByRole('combobox', { name: 'Microscope' }).selectOption('Zeiss 2');
    await page.getByText('Count fields that would be set aside').click();
    await page.getByLabel(/^Blurred:/).check();
    expect(await violations(page)).toEqual([]);
    await shoot(page, 'upload-accept');
    const smear = await upload('patients');
    expect(smear).toMatchObject({ microscope: 'Zeiss 2', accepted: ['blurred'] });
    await page.getByText(/Microscope: Zeiss 2, calibrated/).waitFor();
    await page.getByText('It comes from the calibration of Zeiss 2 on fields without malaria').waitFor();
    await page.getByText('Accepted: blurred.').waitFor();
    await page.getByText(smear.notes[0]!).waitFor();
    expect(smear.notes[0]).toContain('were its fields taken at different magnifications?');
    await page.getByText('saved again; it is counted there').waitFor();
    await shoot(page, 'told');
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await overflows(page)).toBe(false);
    expect(problems).toEqual([]);
  });
});
