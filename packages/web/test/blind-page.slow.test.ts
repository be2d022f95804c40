import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import { readCsvTable } from '@giemsa/core/internal/files/csv-table';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addToken } from '../../server/src/token-commands.js';
import { type Client, options, startRoom, temporaryFolder } from '../../server/test/support/room.js';
import { hasPage, openPage, overflows, shoot, startBrowser, untilDone, violations } from './browser.js';

const NAMES = ['Ama', 'Ben', 'Chi'] as const;
type Name = (typeof NAMES)[number];

describe.skipIf(!hasPage)('two blind readers to a third, in Chromium', () => {
  let folder: string;
  let room: Client;
  let browser: Browser;
  let batch: string;
  const pages = {} as Record<Name, Page>;
  const problems: string[] = [];
  const tokens = {} as Record<Name | 'Eve', string>;

  const panel = (page: Page) => page.getByRole('region', { name: 'Blind reading' });
  const logIn = async (page: Page, name: Name | 'Eve') => {
    await page.goto(room.server.address);
    await page.getByLabel('Token', { exact: true }).fill(tokens[name]);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Log out' }).waitFor();
  };
  /** By keys alone. @param keyOf of each cell, by its name */
  const read = async (page: Page, cells: number, keyOf: (name: string) => string) => {
    const dialog = page.getByRole('dialog', { name: 'Review' });
    for (let cell = 1; cell <= cells; cell++) {
      await dialog.getByText(`${cell} of ${cells}`).waitFor();
      expect(await dialog.textContent()).not.toMatch(/The model says|Probability|Heat map/);
      expect(await dialog.locator('img').count()).toBe(1);
      const key = keyOf((await dialog.locator('.name').textContent())!);
      await page.keyboard.press(key);
    }
    await dialog.getByText(/^The model says/).waitFor();
    await page.keyboard.press('Escape');
  };
  const button = async (page: Page, name: RegExp) => {
    // Along the page with Tab, as who has no mouse.
    for (let step = 0; step < 60; step++) {
      const text = await page.evaluate(() => document.activeElement?.textContent ?? '');
      if (name.test(text)) return page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
    }
    throw new Error(`no button ${name}`);
  };

  beforeAll(async () => {
    folder = await temporaryFolder();
    await writeSyntheticDataset(join(folder, 'cells'), { cells: 16, patients: 4, seed: 5, fields: 0 });
    const path = join(folder, 'tokens.json');
    for (const name of NAMES) tokens[name] = await addToken(path, name, { role: 'technician', room: 'lab' });
    tokens.Eve = await addToken(path, 'Eve', { role: 'admin', room: 'lab' });
    room = await startRoom(options(folder, { tokens: path }));
    browser = await startBrowser();
    for (const name of NAMES) {
      const opened = await openPage(browser, { viewport: { width: 1280, height: 1000 } });
      pages[name] = opened.page;
      opened.page.on('close', () => problems.push(...opened.problems));
    }
  });
  afterAll(async () => {
    await browser?.close();
    await room?.server.stop();
  });

  test('a technician uploads, and begins the blind reading under the token’s name', async () => {
    const { Ama: page } = pages;
    await logIn(page, 'Ama');
    await page.locator('input[type=file]').nth(1).setInputFiles(join(folder, 'cells'));
    await page.waitForURL(/#\/screen\/.+/);
    await untilDone(page);
    batch = /screen\/([^/]+)/.exec(page.url())![1]!;
    await page.locator('.tile').first().waitFor();
    await page.getByText('Blind reading', { exact: true }).click();
    expect(await page.getByLabel('Your name or initials').count()).toBe(0);
    await page.getByRole('button', { name: 'Read blind' }).click();
    await panel(page).getByText('You have answered 0 of 16 cells').waitFor();
    for (const hidden of ['.summary', '.confusion', '.heat', '.tile.positive'])
      expect(await page.locator(hidden).count(), hidden).toBe(0);
    expect(new Set(await page.locator('.tile .value').allTextContents())).toEqual(new Set(['–']));
    expect(await page.locator('main').textContent()).not.toContain('Parasitized/');
    expect(await violations(page)).toEqual([]);
    await shoot(page, 'blind-begun');
  });

  test('the first reader answers with keys alone, and then sees what the model says', async () => {
    const { Ama: page } = pages;
    await page.reload();
    await panel(page).waitFor();
    await button(page, /^Read 16 cells$/);
    expect(await violations(page)).toEqual([]);
    await shoot(page, 'blind-review');
    let count = 0;
    await read(page, 16, () => (count++ < 8 ? '1' : '2'));
    await panel(page).getByText('You have nothing left to read.', { exact: true }).waitFor();
    await panel(page).getByText('You have answered 16 of 16 cells. Two have read 0').waitFor();
    expect(await page.locator('.summary').count()).toBeGreaterThan(0);
  });

  test('the second reader sees nothing of it, and differs on two', async () => {
    const { Ben: page } = pages;
    await logIn(page, 'Ben');
    await page.goto(`${room.server.address}/#/screen/${batch}`);
    await panel(page).getByText('You have answered 0 of 16 cells. Two have read 0').waitFor();
    expect(new Set(await page.locator('.tile .value').allTextContents())).toEqual(new Set(['–']));
    await button(page, /^Read 16 cells$/);
    let count = 0;
    // The cells come in the same order.
    await read(page, 16, () => (count++ < 6 ? '1' : '2'));
    await panel(page).getByText('Two have read 16; 2 of them wait for a third person').waitFor();
    await panel(page).getByText('Ama and Ben').first().waitFor();
    expect(await panel(page).locator('tbody').first().textContent()).toContain('87.5 % (14;');
    await shoot(page, 'blind-agreement');
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await overflows(page)).toBe(false);
    await page.setViewportSize({ width: 1280, height: 1000 });
    await page.getByLabel('Show').selectOption('differ');
    await expect.poll(() => page.locator('.tile').count()).toBe(2);
    await page.locator('.tile').first().click();
    await page.getByText('Readers disagree: a third person decides.').waitFor();
    expect(await page.getByRole('dialog').locator('.answers button').count()).toBeLessThan(4);
    await page.keyboard.press('Escape');
  });

  test('a third person decides; final class, agreement and export say so', async () => {
    const { Chi: page } = pages;
    await logIn(page, 'Chi');
    await page.goto(`${room.server.address}/#/screen/${batch}`);
    await panel(page).getByText('2 of them wait for a third person').waitFor();
    await button(page, /^Decide 2 cells/);
    await page.getByText('Two readers disagree on it. You decide.').waitFor();
    await read(page, 2, () => '1');
    await panel(page).getByText('0 of them wait for a third person, and 2 were decided').waitFor();
    expect(await panel(page).locator('tbody').first().textContent()).toContain('0.75');
    await shoot(page, 'blind-decided');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByText('CSV', { exact: true }).click(),
    ]);
    const path = join(folder, 'blind.csv');
    await download.saveAs(path);
    expect(await readFile(path, 'utf8')).toContain('reader_1');
    // Files that are no pictures are lines, too.
    const rows = (await readCsvTable(path, 'the export')).filter(({ status }) => status === 'done');
    expect(rows.map((row) => [row.reader_1, row.reader_2])).toEqual(Array(16).fill(['Ama', 'Ben']));
    const decided = rows.filter(({ decided_by: by }) => by === 'Chi');
    expect(decided).toHaveLength(2);
    for (const row of decided)
      expect(row).toMatchObject({ final_class: row.answer_1, decision: row.answer_1, reviewer: 'Chi' });
    expect(rows.every(({ final_class: final }) => final !== '')).toBe(true);
  });

  test('the log of the batch says who did what', async () => {
    const { Chi: page } = pages;
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByLabel('Token', { exact: true }).waitFor();
    await logIn(page, 'Eve');
    await page.goto(`${room.server.address}/#/screen/${batch}`);
    await page.getByRole('link', { name: 'Log', exact: true }).click();
    await page.getByRole('heading', { name: 'Log of this batch' }).waitFor();
    const answers = page.locator('.log tr', { hasText: 'answered a cell' });
    await expect.poll(() => answers.count()).toBe(34);
    // In plain words.
    expect(await page.locator('.log').textContent()).not.toMatch(/(GET|POST|PUT|DELETE) \//);
    await page.getByLabel('Person').fill('Chi');
    await page.keyboard.press('Enter');
    await expect.poll(() => answers.count()).toBe(2);
    expect(await violations(page)).toEqual([]);
    await shoot(page, 'log');
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await overflows(page)).toBe(false);
  });

  test('nothing else went wrong', async () => {
    for (const page of Object.values(pages)) await page.close();
    expect(problems.filter((text) => !text.includes('401'))).toEqual([]);
  });
});
