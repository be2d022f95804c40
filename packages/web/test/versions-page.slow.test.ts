import { cp, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../server/test/support/room.js';
import { BUILT, hasPage, startBrowser } from './browser.js';

const TYPES: Readonly<Record<string, string>> = {
  ...{ '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' },
  ...{ '.json': 'application/json', '.webmanifest': 'application/manifest+json', '.png': 'image/png' },
};

const buildOf = (page: Page) => page.evaluate(() => document.documentElement.dataset.build ?? 'first');

describe.skipIf(!hasPage)('two builds of the page, one after the other at the same address', () => {
  let folder: string;
  let server: Server;
  let address: string;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const work = await temporaryFolder();
    const [first, second] = [join(work, 'first'), join(work, 'second')];
    await cp(BUILT, first, { recursive: true });
    await cp(BUILT, second, { recursive: true });
    const { build } = JSON.parse(await readFile(join(second, 'build.json'), 'utf8')) as { build: string };
    for (const name of ['index.html', 'build.json', 'sw.js']) {
      const text = await readFile(join(second, name), 'utf8');
      const changed = text
        .replace(build, 'second')
        .replace('<html lang="en"', '<html lang="en" data-build="second"');
      await writeFile(join(second, name), changed);
    }
    folder = first;
    server = createServer(async ({ url }, response) => {
      const path = new URL(url!, 'http://x').pathname;
      const file = join(folder, path === '/' ? 'index.html' : path);
      const body = await readFile(file).catch(() => undefined);
      const headers = {
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        'cache-control': 'no-cache',
      };
      response.writeHead(body ? 200 : 404, headers).end(body);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    browser = await startBrowser();
    page = await (await browser.newContext()).newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(address);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    expect(await buildOf(page)).toBe('first');
    folder = second;
  });
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });

  test('an open page says that there is a newer one', async () => {
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.getByText('A new version of this page is there.').waitFor();
    expect(await buildOf(page)).toBe('first');
  });

  test('who opens the address gets the newer one at once, whatever is kept', async () => {
    const other = await page.context().newPage();
    await other.goto(address);
    expect(await buildOf(other)).toBe('second');
    await other.close();
    await page.getByRole('button', { name: 'Load it' }).click();
    await expect.poll(() => buildOf(page)).toBe('second');
  });

  test('without a network it is the newer one that opens, once it is kept', async () => {
    // When the worker of the second build has kept its files, and answers from now on.
    await expect
      .poll(() =>
        page.evaluate(async () => {
          const { installing, waiting, active } = (await navigator.serviceWorker.getRegistration())!;
          const cache = await caches.open('giemsa-page-second');
          const isKept = (await cache.match('./index.html')) !== undefined;
          return isKept && !installing && !waiting && active?.state === 'activated';
        }),
      )
      .toBe(true);
    server.closeAllConnections();
    server.close();
    await page.reload();
    expect(await buildOf(page)).toBe('second');
    await page.getByText('The server cannot be reached.').first().waitFor();
  });
});
