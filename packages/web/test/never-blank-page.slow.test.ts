import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, options, startRoom, temporaryFolder } from '../../server/test/support/room.js';
import { hasPage, openPage, overflows, startBrowser, violations } from './browser.js';

/** Where screenshots go, to be looked at. */
const SHOTS = process.env.GIEMSA_TEST_SHOTS;

describe.skipIf(!hasPage)('the page never goes blank', () => {
  let room: Client;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const folder = await temporaryFolder();
    for (const [index, metrics] of ['[1]', '"x"', '{"accuracy": {"mean": 1}, "n": "3"}', '{'].entries()) {
      const run = join(folder, 'runs', `run-${index}`);
      await mkdir(run, { recursive: true });
      const config = { created: '2026-01-01', settings: {}, data: { cells: 9 } };
      await writeFile(join(run, 'config.json'), JSON.stringify(config));
      await writeFile(join(run, 'metrics.json'), metrics);
      await writeFile(join(run, 'report.html'), '');
    }
    room = await startRoom(options(folder, { works: false }));
    browser = await startBrowser();
    ({ page } = await openPage(browser));
  });
  afterAll(async () => {
    await browser?.close();
    await room?.server.stop();
  });

  const open = async (hash: string) => {
    await page.goto('about:blank');
    await page.goto(`${room.server.address}/${hash}`);
  };
  const shoot = async (name: string) => {
    if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}.png`) });
  };

  test.each(['#/screen/%', '#/nothing', '#/runs/x', '#/smear', '#/%E0%A4%A', '#/screen/a/b/c'])(
    'at %s it says that there is no such page, and leads on',
    async (hash) => {
      await open(hash);
      await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
      expect(await page.getByRole('navigation').isVisible()).toBe(true);
      await page.getByRole('link', { name: 'To the start' }).click();
      await page.getByText('Drop cells here').waitFor();
    },
  );

  test('with a metrics.json of another form it shows the runs all the same', async () => {
    await open('#/runs');
    for (let index = 0; index < 4; index++) await page.getByText(`run-${index}`).first().waitFor();
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    const heads = page.getByRole('heading', { name: /^run-\d / });
    expect((await heads.allInnerTexts()).toSorted()).toEqual(
      [0, 1, 2, 3].map((index) => `run-${index} finished`),
    );
  });

  test('where an answer is of another form it says what happened, and the rest stays', async () => {
    await page.route('**/api/v1/models', (route) => route.fulfill({ json: [{ id: 'x' }] }));
    await open('#/models');
    await page.getByRole('heading', { name: 'This page cannot be shown' }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflows(page)).toBe(false);
    await shoot('broken');
    await page.unroute('**/api/v1/models');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'tiny-resnet.onnx' }).waitFor();
    await page.getByRole('link', { name: 'Screen' }).click();
    await page.getByText('Drop cells here').waitFor();
  });

  test('where a part of the page does not come, it says so and is loaded again', async () => {
    await page.route('**/assets/models-page-*.js', (route) => route.abort());
    // A page that was kept needs no line.
    await page.evaluate(async () => {
      for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
      for (const name of await caches.keys()) await caches.delete(name);
    });
    await open('#/models');
    await page.getByText('This part of the page could not be loaded').waitFor();
    expect(await violations(page)).toEqual([]);
    await shoot('unloaded');
    await page.unroute('**/assets/models-page-*.js');
    await page.getByRole('button', { name: 'Load the page again' }).click();
    await page.getByRole('heading', { name: 'tiny-resnet.onnx' }).waitFor();
  });

  test('more than 20 batches are shown when asked for', async () => {
    for (let index = 0; index < 23; index++) await room.upload({}, `?name=batch-${index}`, { body: null });
    await open('#/screen');
    const batches = page.locator('.batches li');
    await expect.poll(() => batches.count()).toBe(20);
    await page.getByRole('button', { name: 'Show more' }).scrollIntoViewIfNeeded();
    await shoot('show-more');
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(() => batches.count()).toBe(23);
    expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0);
  });
});
