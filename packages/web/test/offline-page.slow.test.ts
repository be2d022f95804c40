import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, options, startRoom, temporaryFolder } from '../../server/test/support/room.js';
import { hasPage, shoot, startBrowser, untilDone, violations } from './browser.js';

describe.skipIf(!hasPage)('private mode on a slow line, and without one', () => {
  let folder: string;
  let room: Client;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    folder = await temporaryFolder();
    await writeSyntheticDataset(join(folder, 'cells'), { cells: 24, patients: 4, seed: 5, fields: 0 });
    room = await startRoom(options(folder));
    browser = await startBrowser();
    context = await browser.newContext({ acceptDownloads: true });
    page = await context.newPage();
    page.setDefaultTimeout(100_000);
    page.on('pageerror', (error) => problems.push(error.message));
  });
  afterAll(async () => {
    await browser?.close();
    await room?.server.stop().catch(() => undefined);
  });

  test('first load is at most 100 KB on the wire, models not among it', async () => {
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    const sizes = new Map<string, number>();
    const names = new Map<string, string>();
    session.on('Network.requestWillBeSent', ({ requestId, request: { url } }) => names.set(requestId, url));
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
      sizes.set(names.get(requestId)!, encodedDataLength),
    );
    await page.goto(room.server.address);
    await page.getByText('Drop cells here').waitFor();
    const loaded = [...sizes].filter(([url]) => !url.includes('/api/'));
    const bytes = loaded.reduce((sum, [, size]) => sum + size, 0);
    console.log(`first load: ${loaded.length} files, ${(bytes / 1000).toFixed(1)} KB`);
    expect(bytes).toBeGreaterThan(30_000);
    expect(bytes).toBeLessThan(100_000);
    await session.detach();
  });

  test('it can be installed: manifest, icons, and a service worker', async () => {
    const manifest = await (await fetch(`${room.server.address}/manifest.webmanifest`)).json();
    for (const { src } of manifest.icons) {
      const icon = await fetch(new URL(src, `${room.server.address}/`));
      expect(icon.headers.get('content-type')).toBe('image/png');
    }
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  });

  test('downloads say how far they are, and what was sent packed is packed', async () => {
    await page.goto(`${room.server.address}/#/private`);
    const button = page.getByRole('button', { name: 'Get ready for use without a network' });
    await button.waitFor();
    // On the own machine the words are there for moments only, so all of them are noted.
    await page.evaluate(() => {
      const said: string[] = [];
      Object.assign(window, { said });
      new MutationObserver(() => {
        const now = document.querySelector('.drop [role=status]')?.textContent?.trim();
        if (now && now !== said.at(-1)) said.push(now);
      }).observe(document.body, { childList: true, subtree: true, characterData: true });
    });
    const packed = page.waitForResponse((response) => response.url().endsWith('.wasm'));
    await button.click();
    expect((await packed).headers()['content-encoding']).toBe('br');
    await page.getByText('is ready for use without a network').waitFor();
    const said = await page.evaluate(() => (window as unknown as { said: string[] }).said);
    const runtime = said.flatMap(
      (text) => /^Downloading the program .*: ([\d.]+) of 14\.2 MB$/.exec(text)?.[1] ?? [],
    );
    expect(runtime.length).toBeGreaterThan(3);
    expect(runtime).toEqual(runtime.toSorted((a, b) => Number(a) - Number(b)));
    expect(runtime.at(-1)).toBe('14.2');
    expect(said.some((text) => /^Downloading the model: [\d.]+ of [\d.]+ MB$/.test(text))).toBe(true);
    expect(await page.evaluate(async () => (await caches.keys()).includes('giemsa-private'))).toBe(true);
  });

  test('answers stay while other pages are looked at, and leaving the tab is warned of', async () => {
    await page.locator('input[type=file]').nth(1).setInputFiles(join(folder, 'cells'));
    await page.getByText(/^24 pictures/).waitFor();
    await page.locator('.tile').first().click();
    await page.getByLabel('Your name or initials').fill('A. B.');
    await page.keyboard.press('Enter');
    await page.keyboard.press('a');
    await page.getByText('2 of 24').waitFor();
    await page.keyboard.press('d');
    await page.getByText('3 of 24').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.mark').count()).toBe(2);
    await page.getByRole('link', { name: 'Models' }).click();
    await page.getByRole('heading', { name: 'Models', exact: true }).waitFor();
    await page.getByRole('link', { name: 'Private', exact: true }).click();
    await expect.poll(() => page.locator('.mark').count()).toBe(2);
    expect(await violations(page)).toEqual([]);
    await shoot(page, 'private-reviewed');
    // New pictures in their place only when that is meant.
    page.once('dialog', (dialog) => void dialog.dismiss());
    await page.locator('input[type=file]').nth(1).setInputFiles(join(folder, 'cells'));
    await expect.poll(() => page.locator('.mark').count()).toBe(2);
    const warned = page.waitForEvent('dialog');
    await page.evaluate(() => setTimeout(() => location.reload(), 0));
    const dialog = await warned;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV', exact: true }).click(),
    ]);
    const csv = await readFile(await download.path(), 'utf8');
    expect(csv.match(/A\. B\./g)).toHaveLength(2);
    // Saved, it may be left.
    await page.reload();
    expect(await page.locator('.mark').count()).toBe(0);
  });

  test('a newer page at the server is told, not hidden', async () => {
    await page.route('**/build.json', (route) => route.fulfill({ json: { build: 'another' } }));
    await page.reload();
    await page.getByText('A new version of this page is there.').waitFor();
    await shoot(page, 'new-version');
    await page.unroute('**/build.json');
    await page.getByRole('button', { name: 'Load it' }).click();
    await page.getByText('A new version of this page is there.').waitFor({ state: 'detached' });
  });

  test('without a server: the page opens, says so, and private mode reads pictures', async () => {
    await room.server.stop();
    await page.goto(`${room.server.address}/#/screen`);
    await page.reload();
    await page.getByText('The server cannot be reached. Private works without it.').waitFor();
    await shoot(page, 'away');
    await page.getByRole('link', { name: 'Private', exact: true }).first().click();
    await page.getByText('is ready for use without a network').waitFor();
    await page.locator('input[type=file]').nth(1).setInputFiles(join(folder, 'cells'));
    await untilDone(page);
    await page.getByText(/^24 pictures/).waitFor();
    await page.getByRole('button', { name: 'Review by keyboard' }).waitFor();
    expect(problems).toEqual([]);
  });
});
