import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeAdoption } from '../../server/test/support/adoption.js';
import { type Client, options, startRoom, temporaryFolder } from '../../server/test/support/room.js';
import { hasPage, openPage, overflows, startBrowser, violations } from './browser.js';

/** Where screenshots go, to be looked at. */
const SHOTS = process.env.GIEMSA_TEST_SHOTS;

describe.skipIf(!hasPage)('models adapted to a microscope, in Chromium', () => {
  let room: Client;
  let browser: Browser;
  let page: Page;
  let problems: string[];

  beforeAll(async () => {
    const folder = await temporaryFolder();
    await writeAdoption(join(folder, 'runs'), 'better', true);
    await writeAdoption(join(folder, 'runs'), 'worse', false);
    room = await startRoom(options(folder));
    browser = await startBrowser();
    ({ page, problems } = await openPage(browser, { viewport: { width: 1100, height: 900 } }));
    await page.goto(`${room.server.address}/#/models`);
  });
  afterAll(async () => {
    await browser?.close();
    await room?.server.stop();
  });

  const shoot = async (name: string) => {
    if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
  };
  const section = () => page.getByRole('region', { name: 'Models adapted to your microscope' });

  test('a named person publishes a better one; a worse one cannot be published', async () => {
    await section().getByText('it is not better', { exact: true }).waitFor();
    expect(await section().getByRole('button', { name: 'Publish' }).count()).toBe(1);
    await section().getByText('All figures, as the command prints them').first().click();
    await section().getByText('New microscope, 2 patients held out').nth(0).waitFor();
    await shoot('adoptions');
    await section().getByLabel('Name of the model').fill('our microscope');
    await section().getByLabel('Your name').fill('A. Keza');
    await section().getByRole('button', { name: 'Publish' }).click();
    await section()
      .getByText(/Published version 2: A\. Keza/)
      .waitFor();
    await section().getByText('in use as our microscope', { exact: true }).waitFor();
    expect(await section().getByRole('button', { name: 'Publish' }).count()).toBe(0);
    // Its card is among those of the models.
    await page.locator('.cards').getByRole('heading', { name: 'our microscope' }).waitFor();
    await shoot('published');
    expect(await violations(page)).toEqual([]);
  });

  test('one click goes back, under a name', async () => {
    await section().getByLabel('Your name').first().fill('B');
    await section().getByRole('button', { name: 'Go back to version 1' }).click();
    await section()
      .getByText(/^Went back to version 1: B/)
      .waitFor();
    await section().getByText('version 1 in use', { exact: true }).waitFor();
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await overflows(page)).toBe(false);
    await shoot('went-back-narrow');
    expect(problems).toEqual([]);
  });
});
