import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiRun } from '../../server/src/api-training-types.js';
import { type Client, formOf, options, startRoom, temporaryFolder } from '../../server/test/support/room.js';
import { hasPage, openPage, overflows, shoot, startBrowser, violations } from './browser.js';

const LONG = 120_000;
const SOON = 30_000;

describe.skipIf(!hasPage)('trainings from the page, in Chromium', () => {
  let room: Client;
  let browser: Browser;
  let page: Page;
  let problems: string[];
  let cells: string;

  beforeAll(async () => {
    const folder = await temporaryFolder();
    cells = join(folder, 'drawn cells');
    await writeSyntheticDataset(cells, { cells: 200, patients: 30, seed: 7, fields: 0 });
    room = await startRoom(options(folder, { datasets: [cells], trashDays: 30 }));
    browser = await startBrowser();
    ({ page, problems } = await openPage(browser, { viewport: { width: 1280, height: 900 } }));
    page.setDefaultTimeout(SOON);
    page.on('dialog', (dialog) => void dialog.accept());
    await page.goto(`${room.server.address}/#/runs`);
  }, LONG);
  afterAll(async () => {
    await browser?.close();
    await room?.server.stop();
  });

  const form = () => page.locator('.training-form');
  const card = (name: string) => page.locator('article.run', { has: page.getByRole('heading', { name }) });
  const runs = async () => (await (await room.request('/runs')).json()) as ApiRun[];
  /** Goes on by keys until something has the focus. */
  const tabTo = async (name: RegExp) => {
    const focused = () =>
      page.evaluate(() => {
        const { activeElement: element } = document;
        const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
        return `${label ?? ''} ${element?.getAttribute('aria-label') ?? ''} ${element?.textContent ?? ''}`;
      });
    for (let press = 0; press < 80; press++) {
      await page.keyboard.press('Tab');
      if (name.test(await focused())) return;
    }
    throw new Error(`Tab never reached ${name}`);
  };
  const looksWell = async (name: string) => {
    await shoot(page, name);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page)).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await overflows(page)).toBe(false);
    await page.setViewportSize({ width: 1280, height: 900 });
  };

  test('a labelled set is uploaded, and what a training on it would be is told before it starts', async () => {
    await page.getByText('Start a training').click();
    await form().getByLabel('A labelled set that I upload').check();
    await form().getByLabel('Name of the set').fill('drawn here');
    await form().locator('input[type=file]').nth(1).setInputFiles(cells);
    const plan = form().getByRole('region', { name: 'What will be done' });
    await plan.getByText(/200 cells of 30 known patients/).waitFor();
    await form()
      .getByText(/200 cells of 30 known patients; Parasitized/)
      .waitFor();
    await form().getByLabel('Recipe').selectOption('synthetic');
    await form().getByLabel('Epochs', { exact: true }).fill('30');
    await form().getByText('More settings').click();
    await form().getByLabel('Picture size').fill('32');
    await form().getByLabel('Batch size').fill('8');
    await plan.getByText('How long it takes is not known').waitFor();
    await looksWell('training-form');
    await plan.getByRole('button', { name: 'Time some steps now' }).click();
    await plan.getByText(/The training itself takes about \d+ (seconds?|minutes?)/).waitFor();
    await plan.getByText(/8 steps that were just timed on this machine/).waitFor();
  });

  test('it starts under a name, and its curves grow and are read by keys', async () => {
    await form().getByLabel('Name, if you like').fill('small pictures');
    await form().getByLabel(/^Note/).fill('to see how far 32 pixels go');
    await form().getByLabel('Your name or initials').fill('A. Keza');
    await form().getByRole('button', { name: 'Train' }).focus();
    await page.keyboard.press('Enter');
    await card('small pictures').getByText('Started by A. Keza on drawn here').waitFor();
    await card('small pictures')
      .getByText(/Now training, \d+ %/)
      .waitFor();
    const loss = page.getByRole('slider', { name: 'Loss' });
    await expect.poll(async () => (await runs())[0]!.history.length).toBeGreaterThan(1);
    await loss.waitFor();
    await loss.focus();
    await page.keyboard.press('Home');
    await expect
      .poll(() => loss.getAttribute('aria-valuetext'))
      .toMatch(/^Epoch 0\.\d+, step 1, learning rate .*training \d/);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => loss.getAttribute('aria-valuetext')).toMatch(/step 2,/);
    await page.getByLabel('Smoothing').focus();
    for (let press = 0; press < 12; press++) await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.locator('.chart .raw').count()).toBe(2);
  });

  test('it is stopped, and after the page was loaded again resumed', async () => {
    await card('small pictures').getByRole('button', { name: 'Stop' }).click();
    await card('small pictures').getByText('stopped', { exact: true }).waitFor();
    await page.reload();
    await card('small pictures').getByText('to see how far 32 pixels go').waitFor();
    await looksWell('training-stopped');
    await page.getByRole('checkbox', { name: /small pictures/ }).focus();
    await tabTo(/^ *Resume/);
    await page.keyboard.press('Enter');
    await card('small pictures').getByText('finished', { exact: true }).waitFor({ timeout: LONG });
    expect((await runs())[0]).toMatchObject({ state: 'finished', epochs: 30, held_out: { patients: 8 } });
    await card('small pictures')
      .getByText(
        /Measured on \d+ held-out cells of \d patients\. In brackets: 95 % intervals by resampling whole patients\./,
      )
      .waitFor();
  });

  test('a second one has a time that rests on the first, and stands beside it', async () => {
    await page.getByText('Start a training').click();
    await form().getByLabel('Recipe').selectOption('synthetic');
    await form().getByLabel('Epochs', { exact: true }).fill('3');
    await form().getByText('More settings').click();
    await form().getByLabel('Picture size').fill('32');
    await form().getByLabel('Learning rate').fill('0,0005');
    await form()
      .getByText(/By the speed of the training synthetic-set-/)
      .waitFor();
    await form().getByLabel('Name, if you like').fill('slower');
    await form().getByRole('button', { name: 'Train' }).click();
    await card('slower').getByText('finished', { exact: true }).waitFor({ timeout: LONG });
    await page.getByRole('checkbox', { name: /small pictures/ }).check();
    const table = page.getByRole('region', { name: 'Side by side' });
    await table.getByRole('columnheader', { name: 'small pictures' }).waitFor();
    expect(await table.getByRole('row', { name: /Learning rate/ }).innerText()).toMatch(/0\.0005.*0\.003/s);
    expect(await table.getByRole('row', { name: /Sensitivity/ }).innerText()).toMatch(/\[.*\].*\[.*\]/s);
    await page.locator('.chart').first().waitFor();
    await looksWell('trainings-side-by-side');
  });

  test('its model is compared with another on the same held-out patients', async () => {
    await page.getByRole('checkbox', { name: /slower/ }).uncheck();
    const part = card('small pictures').getByRole('region', { name: /^Old model and this one/ });
    await part.getByRole('button', { name: 'Compare' }).click();
    await part
      .getByText(/tiny-resnet\.onnx and this training on the same \d+ cells of \d patients/)
      .waitFor({ timeout: LONG });
    const row = part.getByRole('row', { name: /Accuracy/ });
    expect((await row.innerText()).match(/\[/g)?.length).toBeGreaterThanOrEqual(2);
    await part.getByText(/the same ones for both models/).waitFor();
    await looksWell('training-compared');
  });

  test('an upload of a set that broke off is continued with the same folder', async () => {
    const json = (body: object) => ({
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = await room.request('/labelled-sets', { method: 'POST', ...json({ name: 'broken off' }) });
    const { id } = (await answer.json()) as { id: string };
    const files: { name: string; bytes: number }[] = [];
    for (const name of ['Parasitized', 'Uninfected']) {
      for (const file of await readdir(join(cells, name))) {
        const { size } = await stat(join(cells, name, file));
        files.push({ name: `drawn cells/${name}/${file}`, bytes: size });
      }
    }
    await room.request(`/batches/${id}/manifest`, { method: 'PUT', ...json({ files }) });
    const [{ name }] = files as [(typeof files)[0]];
    const first = { [name]: await readFile(join(cells, '..', name)) };
    await room.request(`/batches/${id}/pictures`, { method: 'POST', body: formOf(first) });
    await page.reload();
    await page.getByText('Start a training').click();
    await form().getByLabel('A labelled set that I upload').check();
    await form()
      .getByRole('radio', { name: /broken off/ })
      .check();
    await form().getByText('1 of 200 files arrived. This upload is incomplete.').waitFor();
    await form()
      .getByText(/^1 of 200 files have arrived: wait for the upload/)
      .waitFor();
    const again = form().locator('.labelled-set', { hasText: 'broken off' });
    await again.locator('input[type=file]').nth(1).setInputFiles(cells);
    await form()
      .getByRole('region', { name: 'What will be done' })
      .getByText(/It learns from about \d+ cells/)
      .waitFor();
    expect(await form().getByText('This upload is incomplete').count()).toBe(0);
    await page.getByText('Start a training').click();
  });

  test.each([
    ['fr', 'fr-CM'],
    ['pt', 'pt-MZ'],
    ['es', 'es-PE'],
    ['sw', 'sw-TZ'],
    ['hi', 'hi-IN'],
  ])('in %s nothing is wider than a phone', async (language, locale) => {
    const other = await openPage(browser, { locale, viewport: { width: 390, height: 800 } });
    try {
      await other.page.goto(`${room.server.address}/#/runs`);
      await other.page.locator('article.run').waitFor();
      expect(await other.page.locator('html').getAttribute('lang')).toBe(language);
      await other.page.getByRole('checkbox').nth(1).check();
      await other.page.locator('.side-by-side').waitFor();
      await other.page.locator('details.start summary').first().click();
      await other.page.locator('.training-form details summary').first().click();
      await other.page.locator('.plan p').first().waitFor();
      expect(await overflows(other.page)).toBe(false);
      expect(await violations(other.page)).toEqual([]);
      await shoot(other.page, `trainings-${language}`);
      expect(other.problems).toEqual([]);
    } finally {
      await other.page.close();
    }
  });

  test('a named person publishes it; what is offered is not deleted; the other one is, and comes back', async () => {
    await page.getByRole('checkbox', { name: /small pictures/ }).check();
    const publishing = card('small pictures').locator('.publishing');
    await publishing.getByRole('button', { name: 'Publish its model' }).click();
    await publishing.getByText(/published by A\. Keza/).waitFor();
    await card('small pictures').getByRole('button', { name: 'Delete' }).click();
    await card('small pictures')
      .getByText(/is offered for use: A\. Keza published it/)
      .waitFor();
    await page.getByRole('checkbox', { name: /slower/ }).check();
    await card('slower').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Trash: 1 deleted training').click();
    expect(await page.getByRole('checkbox', { name: /slower/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Restore slower' }).click();
    await page.getByRole('checkbox', { name: /slower/ }).waitFor();
    await page.goto(`${room.server.address}/#/log`);
    for (const did of [
      'started a training',
      'stopped a training',
      'resumed a training',
      'restored a training',
    ])
      await page.getByText(did).first().waitFor();
    await page.goto(`${room.server.address}/#/models`);
    await page
      .locator('.cards')
      .getByText(/held-out cells of \d patients/)
      .first()
      .waitFor();
    expect(problems.filter((problem) => !/409/.test(problem))).toEqual([]);
  });
});
