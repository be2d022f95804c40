import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawnField } from '../../server/test/support/fields.js';
import { type Client, options, startRoom, temporaryFolder } from '../../server/test/support/room.js';
import { hasPage, openPage, shoot, startBrowser, untilDone } from './browser.js';

/** Words for programs and programmers, which a technician cannot do anything with. */
const FOR_PROGRAMS =
  /list what there is|\/api\/|Too small|Too big|Invalid input|expected number|vips|Input buffer|Bearer|Authorization|\/[a-z]+(_[a-z]+)*:|Failed to fetch|[0-9a-f]{8}-[0-9a-f]{4}/i;

describe.skipIf(!hasPage)('what the page says', () => {
  let folder: string;
  let room: Client;
  let browser: Browser;
  let page: Page;
  const alert = () => page.getByRole('alert').first();
  const open = async (hash: string) => {
    await page.goto('about:blank');
    await page.goto(`${room.server.address}/${hash}`);
  };
  const told = async () => {
    await alert().waitFor();
    return (await alert().textContent())!;
  };

  beforeAll(async () => {
    folder = await temporaryFolder();
    room = await startRoom(options(folder));
    browser = await startBrowser();
    ({ page } = await openPage(browser));
  });
  afterAll(async () => {
    await browser?.close();
    await room?.server.stop();
  });

  test.each(['screen', 'smear', 'smear/x'])('of a batch that is gone, at #/%s', async (where) => {
    await open(`#/${where}/00000000-0000-4000-8000-000000000000`);
    const text = await told();
    expect(text).not.toMatch(FOR_PROGRAMS);
    expect(text).toContain('It was deleted, or the address is wrong.');
    expect(await alert().getByRole('link', { name: 'To the start' }).count()).toBe(1);
    expect(await alert().getByRole('button').count()).toBe(0);
  });

  test('when the server cannot be reached', async () => {
    await page.route('**/api/v1/batches?*', (route) => route.abort());
    await open('#/screen');
    expect(await told()).toBe('The server cannot be reached. Try again');
    await page.unroute('**/api/v1/batches?*');
  });

  test('of values that do not fit: the label of the field, and what is expected', async () => {
    const field = await drawnField(1, 0.15, 560, 420);
    const files = [{ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(field.png) }];
    await open('#/screen');
    await page.getByLabel('Whole fields of thin smears').check();
    await page.getByText('Measured values').click();
    await page.getByLabel('Size of a pixel in µm').fill('0,001');
    await page.locator('input[type=file]').first().setInputFiles(files);
    await page.getByRole('button', { name: 'Start reading' }).click();
    const text = await told();
    expect(text).not.toMatch(FOR_PROGRAMS);
    expect(text).toBe('The upload stopped: Size of a pixel in µm: expected 0.01 or more.');
    await page.getByText('Measured values').click();
    await page.getByLabel('Size of a pixel in µm').fill('0,11');
    await page.getByLabel('Haematocrit in %', { exact: true }).fill('38,5');
    await page.getByRole('button', { name: 'Start reading' }).click();
    await page.waitForURL(/#\/smear\/.+/);
    await untilDone(page);
    const all = page.locator('details', { hasText: 'Red cells of all patients' });
    await all.getByText(/Red cells of all patients: haematocrit 38,5 %/).click();
    await all.getByLabel('Red cells per µL').fill('3');
    await all.getByLabel('Your name or initials').fill('A');
    await all.getByRole('button', { name: 'Save for everybody' }).click();
    expect(await told()).toBe('Red cells per µL: expected 500000 or more.');
    await all.getByLabel('Red cells per µL').fill('4 500 000');
    await all.getByRole('button', { name: 'Save for everybody' }).click();
    await page.getByText(/Red cells of all patients: 4,500,000 per µL/).waitFor();
    // What is to be done next is told as the page calls it, not as a command.
    const figures = await page.locator('.figures').first().innerText();
    expect(figures).toContain('calibrate the microscope on patients without malaria');
    expect(await page.locator('main').innerText()).not.toMatch(/giemsa (smear|adopt)|npx /);
  });

  test('of pictures that cannot be read, and of cells that are unsure; infected is one word', async () => {
    await writeSyntheticDataset(join(folder, 'cells'), { cells: 16, patients: 4, seed: 5, fields: 0 });
    const whole = await sharp({
      create: {
        ...{ width: 90, height: 90, channels: 3 },
        background: '#a57',
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
      },
    })
      .jpeg()
      .toBuffer();
    await open('#/screen');
    await page.locator('input[type=file]').nth(1).setInputFiles(join(folder, 'cells'));
    await page.waitForURL(/#\/screen\/.+/);
    await untilDone(page);
    const [, batch] = /screen\/([^/]+)/.exec(page.url())!;
    const form = new FormData();
    form.append('files', new Blob([Uint8Array.from(whole.subarray(0, whole.length - 300))]), 'cut.jpg');
    await room.request(`/batches/${batch}/pictures`, { method: 'POST', body: form });
    await expect
      .poll(async () => (await (await room.request(`/batches/${batch}`)).json()).progress.failed)
      .toBe(1);
    await page.reload();
    await page.getByText('1 picture could not be read').click();
    await page.getByText('the file is cut off, its end is missing: copy it again').waitFor();
    await page.getByRole('slider').fill('0.99');
    await shoot(page, 'words');
    const text = await page.locator('main').innerText();
    expect(text).not.toMatch(FOR_PROGRAMS);
    expect(text).toMatch(/A cell is called infected from a probability of 0\.99\./);
    expect(text).not.toMatch(/Parasitized/);
    await page.locator('.tile').first().click();
    expect(await page.getByRole('dialog').innerText()).toMatch(/The model says (un)?infected: /);
    await page.keyboard.press('Escape');
  });

  test('unsure is explained where it stands', async () => {
    const [, batch] = /screen\/([^/]+)/.exec(page.url())!;
    const results = await (await room.request(`/batches/${batch}/results`)).json();
    for (const picture of results.pictures) picture.unsure = true;
    await page.route(`**/batches/${batch}/results*`, (route) =>
      route.fulfill({ json: { ...results, unsure_half_width: 1000 } }),
    );
    await page.reload();
    await page.getByText(/are unsure: so near the threshold that a person must decide\./).waitFor();
    await page.unroute(`**/batches/${batch}/results*`);
  });

  test('of a number of epochs that is none', async () => {
    await open('#/runs');
    await page.getByText('Start a training').click();
    await page.getByLabel('Epochs', { exact: true }).fill('10,5');
    await page.getByText('Epochs: “10,5” is not a whole number.').waitFor();
  });
});

describe.skipIf(!hasPage)('what the page says where a token is asked for', () => {
  test('nothing of headers', async () => {
    const folder = await temporaryFolder();
    const room = await startRoom(options(folder, { token: 'a'.repeat(40) }));
    const browser = await startBrowser();
    try {
      const { page } = await openPage(browser);
      await page.goto(room.server.address);
      await page.getByRole('heading', { name: 'This server requires a token' }).waitFor();
      expect(await page.locator('body').innerText()).not.toMatch(FOR_PROGRAMS);
      await page.getByRole('textbox', { name: 'Token' }).fill('wrong');
      await page.keyboard.press('Enter');
      await page.getByText('That is not a token of this server, or it has expired.').waitFor();
      expect(await page.locator('body').innerText()).not.toMatch(FOR_PROGRAMS);
    } finally {
      await browser.close();
      await room.server.stop();
    }
  });
});
