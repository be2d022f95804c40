import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApiFieldToRead, ApiSmear } from '@giemsa/server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addToken } from '../../server/src/token-commands.js';
import { drawnField } from '../../server/test/support/fields.js';
import { type Client, options, startRoom, temporaryFolder } from '../../server/test/support/room.js';
import { hasPage, openPage, overflows, shoot, startBrowser, untilDone, violations } from './browser.js';

const NAMES = ['Ama', 'Ben', 'Chi', 'Eve'] as const;
type Name = (typeof NAMES)[number];

describe.skipIf(!hasPage)('fields read blind by two, in Chromium', () => {
  let folder: string;
  let room: Client;
  let browser: Browser;
  let batch: string;
  let fields: string[];
  const pages = {} as Record<Name, Page>;
  const problems: string[] = [];
  const tokens = {} as Record<Name, string>;

  const panel = (page: Page) => page.getByRole('region', { name: 'Blind reading' });
  const get = async <Value>(name: Name, path: string) =>
    (await (
      await room.request(path, { headers: { authorization: `Bearer ${tokens[name]}` } })
    ).json()) as Value;
  const askedIn = async (name: Name, index: number) =>
    (await get<ApiFieldToRead>(name, `/pictures/${fields[index]}/reading`)).cells.flatMap(({ id, asked }) =>
      asked ? [id] : [],
    );
  const send = (page: Page) => page.getByRole('button', { name: 'I have looked at all of them: send' });
  const styleOf = (page: Page, cell: number) => page.locator(`#cell-${cell}`).getAttribute('class');
  const open = async (name: Name, path: string) => {
    const page = pages[name];
    await page.goto(room.server.address);
    await page.getByLabel('Token', { exact: true }).fill(tokens[name]);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Log out' }).waitFor();
    await page.goto(`${room.server.address}/#/${path}`);
    return page;
  };

  beforeAll(async () => {
    folder = await temporaryFolder();
    await mkdir(join(folder, 'film/P1'), { recursive: true });
    for (const [index, name] of ['a.png', 'b.png'].entries())
      await writeFile(join(folder, 'film/P1', name), (await drawnField(index + 1, 0.15, 560, 420)).png);
    const path = join(folder, 'tokens.json');
    for (const name of NAMES)
      tokens[name] = await addToken(path, name, {
        role: name === 'Eve' ? 'admin' : 'technician',
        room: 'lab',
      });
    room = await startRoom(options(folder, { tokens: path }));
    browser = await startBrowser();
    for (const name of NAMES) {
      const opened = await openPage(browser, { viewport: { width: 1280, height: 900 } });
      pages[name] = opened.page;
      opened.page.on('close', () => problems.push(...opened.problems));
    }
  });
  afterAll(async () => {
    await browser?.close();
    await room?.server.stop();
  });

  test('at the upload a person has the fields read blind: nobody sees calls before', async () => {
    const { Ama: page } = pages;
    await page.goto(room.server.address);
    await page.getByLabel('Token', { exact: true }).fill(tokens.Ama);
    await page.keyboard.press('Enter');
    await page.getByLabel('Whole fields of thin smears').check();
    await page.locator('input[type=file]').nth(1).setInputFiles(join(folder, 'film'));
    await page.getByLabel('Two persons read it blind').check();
    expect(await violations(page)).toEqual([]);
    await shoot(page, 'blind-upload');
    await page.getByRole('button', { name: 'Start reading' }).click();
    await page.waitForURL(/#\/smear\/.+/);
    await untilDone(page);
    batch = /#\/smear\/([^/]+)/.exec(page.url())![1]!;
    await panel(page).getByText('You have read 0 of 2 fields.').waitFor();
    fields = (
      await get<{ patients: { fields: { id: string }[] }[] }>('Ama', `/batches/${batch}/readings`)
    ).patients.flatMap((patient) => patient.fields.map(({ id }) => id));
    expect(await page.locator('main').textContent()).not.toMatch(/infected of|Threshold|patients\.csv/);
    expect(await violations(page)).toEqual([]);
    await shoot(page, 'blind-fields');
  });

  test('a reader marks infected cells by keys and clicks, and sees no call, colour or heat before sending', async () => {
    const { Ama: page } = pages;
    await panel(page).getByRole('link', { name: 'Read 2 fields' }).click();
    const [a, b, c] = (await askedIn('Ama', 0)) as [number, number, number];
    await page.locator(`#cell-${a}`).waitFor();
    const styles = await page
      .locator('path.cell')
      .evaluateAll((all) => [...new Set(all.map((one) => one.getAttribute('class')))].sort());
    expect(styles.filter((style) => style !== 'cell cut')).toEqual(['cell asked']);
    expect(await page.locator('main').textContent()).not.toMatch(/robability|model calls|Heat/);
    await page.locator(`#cell-${a}`).focus();
    await page.keyboard.press('i');
    await expect.poll(() => styleOf(page, a)).toBe('cell infected');
    await page.locator(`#cell-${b}`).click();
    await expect.poll(() => styleOf(page, b)).toBe('cell infected');
    await page.locator(`#cell-${c}`).focus();
    await page.keyboard.press('x');
    await panel(page)
      .getByText(/^Infected: 2\. No red cell: 1\./)
      .waitFor();
    // What is marked and not sent is still there after a reload.
    await page.reload();
    await panel(page)
      .getByText(/^Infected: 2\. No red cell: 1\./)
      .waitFor();
    expect(await violations(page)).toEqual([]);
    await shoot(page, 'blind-field');
    await send(page).click();
    await panel(page).getByText('You have nothing to answer in this field.').waitFor();
    await page.locator(`#cell-${a}`).focus();
    await page.getByText(/^The model: /).waitFor();
    await shoot(page, 'blind-field-read');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Next field to read' }).click();
    await page.waitForURL(new RegExp(fields[1]!));
    await send(page).click();
    await panel(page).getByText('You have nothing to answer in this field.').waitFor();
  });

  test('a second reader differs on one cell; a third decides by keys alone, and the figures are shown', async () => {
    const ben = await open('Ben', `smear/${batch}/${fields[0]}`);
    const [a, b, c] = (await askedIn('Ben', 0)) as [number, number, number];
    await ben.locator(`#cell-${a}`).focus();
    await ben.keyboard.press('i');
    await ben.locator(`#cell-${c}`).focus();
    await ben.keyboard.press('x');
    await send(ben).click();
    await panel(ben).getByText('You have nothing to answer in this field.').waitFor();
    await ben.getByRole('link', { name: 'Next field to read' }).click();
    await ben.waitForURL(new RegExp(fields[1]!));
    await send(ben).click();
    await panel(ben).getByText('You have nothing to answer in this field.').waitFor();

    const chi = await open('Chi', `smear/${batch}`);
    await chi.getByText('1 cell on which two readers differ').waitFor();
    await panel(chi).getByRole('link', { name: 'Read 1 field' }).click();
    await chi.getByText('Two readers differ on 1 cell: you decide.').waitFor();
    await chi.setViewportSize({ width: 390, height: 800 });
    expect(await overflows(chi)).toBe(false);
    await chi.setViewportSize({ width: 1280, height: 900 });
    await shoot(chi, 'blind-field-decide');
    await chi.locator(`#cell-${b}`).focus();
    await chi.keyboard.press('i');
    await send(chi).click();
    await panel(chi).getByText('You have nothing to answer in this field.').waitFor();
    await chi.getByRole('link', { name: 'All fields of the batch' }).last().click();
    await panel(chi).getByText('Ama and Ben').first().waitFor();
    await shoot(chi, 'blind-fields-agreement');
    await chi.setViewportSize({ width: 390, height: 800 });
    expect(await overflows(chi)).toBe(false);
    await chi.setViewportSize({ width: 1280, height: 900 });
    expect(await violations(chi)).toEqual([]);
    const { patients } = await get<ApiSmear>('Chi', `/batches/${batch}/smear`);
    expect(patients[0]!.parasitaemia.infected).toBe(2);
    expect(patients[0]!.reviewers).toEqual(['Ama', 'Ben', 'Chi']);
  });

  test('an administrator ends it, and the fields are as all others', async () => {
    const eve = await open('Eve', `smear/${batch}`);
    await eve.getByText('End the blind reading', { exact: true }).first().click();
    await eve.getByRole('button', { name: 'End the blind reading' }).click();
    await expect.poll(() => eve.getByText('End the blind reading', { exact: true }).count()).toBe(0);
    await eve.locator('.fields a').first().click();
    await eve.locator('path.cell.infected').first().waitFor();
  });

  test('nothing else went wrong', async () => {
    for (const page of Object.values(pages)) await page.close();
    // A page that is asked for before it is known that its fields are read blind.
    expect(problems.filter((text) => !/40[19]/.test(text))).toEqual([]);
  });
});
