import type { ApiBatch } from '@giemsa/server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, options, startRoom, temporaryFolder } from '../../server/test/support/room.js';
import {
  hasPage,
  openPage,
  overflows,
  shoot,
  startBrowser,
  untilDone,
  untilLoaded,
  violations,
} from './browser.js';

describe.skipIf(!hasPage)('the first minute', () => {
  let room: Client;
  let browser: Browser;
  let page: Page;
  let problems: string[];
  const home = () => page.goto(`${room.server.address}/#/screen`);

  beforeAll(async () => {
    room = await startRoom(options(await temporaryFolder()));
    browser = await startBrowser();
    ({ page, problems } = await openPage(browser));
  });
  afterAll(async () => {
    await browser?.close();
    await room?.server.stop();
  });

  test('says what it does and what it does not', async () => {
    await home();
    await page.getByText('giemsa finds malaria in pictures of Giemsa-stained blood films').waitFor();
    expect(await page.getByText('It makes no diagnosis').isVisible()).toBe(true);
    await page.getByText('Nothing has been uploaded yet.').waitFor();
    await shoot(page, 'home-empty');
  });

  test('sample cells are drawn, read, and called a sample wherever they are listed', async () => {
    await page.getByRole('button', { name: 'Try with sample cells' }).click();
    await page.waitForURL(/#\/screen\/.+/);
    await page.getByRole('heading', { name: 'Sample: drawn cells' }).waitFor();
    await untilDone(page);
    await untilLoaded(page.locator('.tile img').first());
    const [batch] = (await (await room.request('/batches')).json()) as ApiBatch[];
    const { pictures } = await room.results(batch!);
    expect(pictures).toHaveLength(32);
    expect(new Set(pictures.map(({ label }) => label))).toEqual(new Set(['Parasitized', 'Uninfected']));
    for (const { patient } of pictures) expect(patient).toMatch(/^drawn slide [1-4]$/);
  });

  test('a sample field is drawn, and its cells are counted', async () => {
    await home();
    await page.getByRole('button', { name: 'Try a sample field' }).click();
    await page.waitForURL(/#\/smear\/.+/);
    await page.getByRole('heading', { name: 'Sample: a drawn field' }).waitFor();
    await untilDone(page);
    await page.locator('.fields li.done').waitFor();
    await page.getByRole('heading', { name: 'Patient drawn slide' }).waitFor();
  });

  test('a batch has its result in a line, which follows the answers of persons', async () => {
    await home();
    const line = page.locator('.batches li', { hasText: 'Sample: drawn cells' });
    await line.getByText(/^\d+ cells, \d+ called infected · not reviewed$/).waitFor();
    await page
      .locator('.batches li', { hasText: 'Sample: a drawn field' })
      .getByText(/^1 field with \d+ red cells, \d+ called infected · not reviewed$/)
      .waitFor();
    await shoot(page, 'home');
    await line.getByRole('link').click();
    await page.locator('.tile').first().click();
    await page.getByLabel('Your name or initials').fill('A. B.');
    await page.keyboard.press('Enter');
    await page.keyboard.press('a');
    await expect.poll(() => page.locator('.mark.agree').count()).toBe(1);
    await page.keyboard.press('Escape');
    await home();
    await line.getByText(/ · 1 reviewed$/).waitFor();
  });

  test('batches are found by their names', async () => {
    const names = page.locator('.batches strong');
    await page.getByLabel('Search by name').fill('FIELD');
    await expect.poll(() => names.allTextContents()).toEqual(['Sample: a drawn field']);
    await page.getByLabel('Search by name').fill('nowhere');
    await page.getByText('No batch has “nowhere” in its name.').waitFor();
    await page.getByLabel('Search by name').fill('');
    await expect.poll(() => names.count()).toBe(2);
  });

  test('a batch is renamed by a named person, in the list and on its own page', async () => {
    await page.getByRole('button', { name: 'Rename Sample: drawn cells' }).click();
    const dialog = page.getByRole('dialog');
    await shoot(page, 'rename');
    expect(await violations(page), 'rename').toEqual([]);
    await dialog.getByLabel('New name').fill('Practice for Monday');
    await dialog.getByRole('button', { name: 'Save the name' }).click();
    await page.locator('.batches strong', { hasText: 'Practice for Monday' }).click();
    await page.getByRole('button', { name: 'Rename Practice for Monday' }).click();
    await dialog.getByLabel('New name').fill('Practice');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Practice', exact: true }).waitFor();
    const [, batch] = (await (await room.request('/batches')).json()) as ApiBatch[];
    const settings = (await (await room.request(`/batches/${batch!.id}/settings`)).json()) as object[];
    expect(settings).toMatchObject([
      { name: 'Practice for Monday', by: 'A. B.' },
      { name: 'Practice', by: 'A. B.' },
    ]);
  });

  test.each(['light', 'dark'] as const)(
    'WCAG 2.2 AA, %s, from a phone to a large screen',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      for (const width of [390, 1280, 2560]) {
        await page.setViewportSize({ width, height: 900 });
        await home();
        await page.locator('.batches li').first().waitFor();
        expect(await violations(page), String(width)).toEqual([]);
        expect(await overflows(page), String(width)).toBe(false);
      }
    },
  );

  test('nothing went wrong, and no other address was asked', () => {
    expect(problems).toEqual([]);
  });
});
