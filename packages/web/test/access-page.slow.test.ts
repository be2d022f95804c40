import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import type { ApiBatch } from '@giemsa/server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addToken } from '../../server/src/token-commands.js';
import { type Client, options, startRoom, temporaryFolder } from '../../server/test/support/room.js';
import { hasPage, openPage, overflows, startBrowser, untilDone, violations } from './browser.js';

/** Where screenshots go, to be looked at. */
const SHOTS = process.env.GIEMSA_TEST_SHOTS;

describe.skipIf(!hasPage)('the page with tokens, in Chromium', () => {
  let folder: string;
  let room: Client;
  let browser: Browser;
  let page: Page;
  let problems: string[];
  const tokens: Record<string, string> = {};

  beforeAll(async () => {
    folder = await temporaryFolder();
    await writeSyntheticDataset(join(folder, 'cells'), { cells: 16, patients: 4, seed: 5, fields: 0 });
    const path = join(folder, 'tokens.json');
    tokens.admin = await addToken(path, 'admin', { role: 'admin' });
    tokens.clinic = await addToken(path, 'clinic', { role: 'technician' });
    tokens.reader = await addToken(path, 'auditor of the clinic', { role: 'reader', room: 'clinic' });
    room = await startRoom(options(folder, { tokens: path, trashDays: 30 }));
    browser = await startBrowser();
    ({ page, problems } = await openPage(browser));
  });
  afterAll(async () => {
    await browser?.close();
    await room?.server.stop();
  });

  const logIn = async (token: string) => {
    await page.getByLabel('Token', { exact: true }).fill(token);
    await page.getByRole('button', { name: 'Enter' }).click();
  };
  const logOut = async () => {
    // A model that was kept for use without a network is the room's.
    await page.evaluate(() => caches.open('giemsa-private'));
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByLabel('Token', { exact: true }).waitFor();
    expect(await page.evaluate(() => caches.has('giemsa-private'))).toBe(false);
  };
  const shoot = async (name: string) => {
    if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}.png`) });
  };

  test('asks for the token, says when it is wrong, and continues with the right one', async () => {
    await page.goto(room.server.address);
    await logIn('this-is-no-token-at-all');
    await page.getByText('That is not a token of this server').waitFor();
    expect(await violations(page)).toEqual([]);
    await shoot('login');
    await logIn(tokens.clinic!);
    await page.getByText('Drop cells here').waitFor();
    await page.getByText('clinic (technician)').waitFor();
    expect(await page.getByRole('link', { name: 'Runs' }).count()).toBe(0);
    const [cookie, ...others] = await page.context().cookies();
    expect(others).toEqual([]);
    expect(cookie).toMatchObject({ name: 'giemsa_session', httpOnly: true, sameSite: 'Strict' });
    expect(cookie!.value).not.toBe(tokens.clinic);
    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]));
    expect(kept).not.toContain(tokens.clinic);
  });

  test('uploads, shows pictures, exports', async () => {
    await page.locator('input[type=file]').nth(1).setInputFiles(join(folder, 'cells'));
    await page.waitForURL(/#\/screen\/.+/);
    await page.locator('.tile').first().waitFor();
    await untilDone(page);
    await page.getByText('16 pictures').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByText('CSV', { exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
  });

  test('a deleted batch is restored from the trash', async () => {
    const question = page.waitForEvent('dialog').then(async (dialog) => {
      await dialog.accept();
      return dialog.message();
    });
    await page.getByRole('button', { name: 'Delete batch' }).click();
    expect(await question).toContain('It can be restored from the trash for 30 days');
    await page.getByText('Trash: 1 deleted batch').click();
    await page.getByText(/deleted .+ by clinic; gone for good/).waitFor();
    expect(await page.getByRole('button', { name: /for good/ }).count()).toBe(0);
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await violations(page)).toEqual([]);
      expect(await overflows(page)).toBe(false);
      await shoot(`trash-${width}`);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('button', { name: /^Restore/ }).click();
    await page.locator('.batches a').first().waitFor();
    expect(await page.getByText(/^Trash/).count()).toBe(0);
  });

  test('after logout the page shows nothing and the cookie is gone', async () => {
    const cookies = await page.context().cookies();
    await logOut();
    expect(await page.locator('main').textContent()).toBe('');
    expect(await page.context().cookies()).toEqual([]);
    const headers = { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') };
    expect((await room.request('/batches', { headers })).status).toBe(401);
  });

  test('a reader sees the room and changes nothing', async () => {
    await logIn(tokens.reader!);
    await page.getByText('Your token is read-only').waitFor();
    await page.locator('.batches a').first().click();
    await page.locator('.tile').first().waitFor();
    expect(await page.getByRole('button', { name: 'Delete batch' }).count()).toBe(0);
    await shoot('reader');
    await logOut();
  });

  test('an admin sees all rooms, runs and the audit log', async () => {
    await logIn(tokens.admin!);
    await page.locator('.batches a').first().waitFor();
    const headers = { authorization: `Bearer ${tokens.admin}` };
    expect((await (await room.request('/batches', { headers })).json()) as ApiBatch[]).toHaveLength(1);
    await page.getByRole('link', { name: 'Runs' }).click();
    await page.getByText('There are no runs').waitFor();
    await page.getByRole('link', { name: 'Audit log' }).click();
    await page.getByText('deleted a batch into the trash').first().waitFor();
    await page.getByLabel('Person').fill('clinic');
    await page.getByRole('button', { name: 'Show' }).click();
    await expect.poll(() => page.locator('.log').textContent()).not.toContain('looked at the log');
    expect(await violations(page)).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('audit.csv');
    await shoot('admin');
  });

  test('nothing else went wrong, and no other address was asked', () => {
    // What the browser says about answers of 401 before the login and of the wrong token.
    expect(problems.filter((text) => !text.includes('401'))).toEqual([]);
  });
});
