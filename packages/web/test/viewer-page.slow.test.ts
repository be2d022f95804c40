import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApiField, ApiSmear } from '@giemsa/server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { calibratedModel, drawnField } from '../../server/test/support/fields.js';
import { type Client, options, startRoom, temporaryFolder } from '../../server/test/support/room.js';
import { hasPage, openPage, overflows, shoot, startBrowser, untilDone, violations } from './browser.js';

describe.skipIf(!hasPage)('the viewer of a field, in Chromium', () => {
  let folder: string;
  let room: Client;
  let browser: Browser;
  let page: Page;
  let problems: string[];
  let batch: string;
  let fields: ApiSmear['patients'][number]['fields'];

  const idOf = (url: string) => /#\/smear\/[^/]+\/([^/]+)/.exec(url)![1]!;
  const field = async (id = idOf(page.url())) =>
    (await (await room.request(`/pictures/${id}/field`)).json()) as ApiField;
  const cell = async (id: number) => (await field()).cells.find((one) => one.id === id);
  const focused = () => page.evaluate(() => document.activeElement?.id ?? '');
  const focus = (id: number) => page.locator(`#cell-${id}`).focus();
  const isUnanswered = ({ unsure, reviewer }: ApiField['cells'][number]) =>
    unsure === true && reviewer === null;

  beforeAll(async () => {
    folder = await temporaryFolder();
    await mkdir(join(folder, 'slides/P1'), { recursive: true });
    for (const [index, name] of ['a.png', 'b.png'].entries())
      await writeFile(join(folder, 'slides/P1', name), (await drawnField(index + 1, 0.15)).png);
    room = await startRoom(
      options(folder, { models: [await calibratedModel(join(folder, 'models'), 'calibrated')] }),
    );
    browser = await startBrowser();
    ({ page, problems } = await openPage(browser, { viewport: { width: 1280, height: 1000 } }));
  });
  afterAll(async () => {
    await browser?.close();
    await room?.server.stop();
  });

  test('the window is titled by the page', async () => {
    await page.goto(room.server.address);
    await page.getByLabel('Whole fields of thin smears').check();
    await page.locator('input[type=file]').nth(1).setInputFiles(join(folder, 'slides'));
    await page.getByRole('button', { name: 'Start reading' }).click();
    await page.waitForURL(/#\/smear\/.+/);
    await untilDone(page);
    batch = /#\/smear\/([^/]+)/.exec(page.url())![1]!;
    fields = ((await (await room.request(`/batches/${batch}/smear`)).json()) as ApiSmear).patients[0]!.fields;
    await page.goto(`${room.server.address}/#/smear/${batch}/${fields[0]!.id}`);
    await page.locator('path.cell').first().waitFor();
    await page.getByLabel('Your name or initials').fill('V. Iewer');
    await expect.poll(() => page.title()).toBe(`${fields[0]!.name} – giemsa`);
  });

  test('H hides the outlines as long as it is held', async () => {
    await focus((await field()).cells[0]!.id);
    await page.keyboard.down('h');
    await expect.poll(() => page.locator('.outlines.away').count()).toBe(1);
    await page.keyboard.up('h');
    await expect.poll(() => page.locator('.outlines.away').count()).toBe(0);
  });

  test('brightness and contrast change the picture that is shown, and go back', async () => {
    const image = page.locator('.field image');
    await page.getByLabel('Brightness').fill('1.5');
    await expect.poll(() => image.getAttribute('filter')).toBe('url(#field-viewing)');
    await page.getByRole('button', { name: 'As it is' }).click();
    await expect.poll(() => image.getAttribute('filter')).toBeNull();
  });

  test('C confirms what is said, under the person’s name, and goes on', async () => {
    await page.keyboard.press('Tab');
    const { cells } = await field();
    const own = cells.find(({ call }) => call === 'infected')!;
    await focus(own.id);
    await page.keyboard.press('c');
    await expect.poll(async () => (await cell(own.id))!.reviewer).toBe('V. Iewer');
    expect((await cell(own.id))!.call).toBe('infected');
    await expect.poll(focused).not.toBe(`cell-${own.id}`);
    expect(await focused()).toMatch(/^cell-\d+$/);
  });

  test('a correction is undone and done again: what stood before stands, nothing is invented', async () => {
    const own = (await field()).cells.find(
      ({ call, reviewer }) => call === 'uninfected' && reviewer === null,
    )!;
    await focus(own.id);
    await page.keyboard.press('i');
    await expect.poll(async () => (await cell(own.id))!.call).toBe('infected');
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await cell(own.id))!.call).toBe('uninfected');
    expect((await cell(own.id))!.reviewer).toBeNull();
    await page.keyboard.press('Control+y');
    await expect.poll(async () => (await cell(own.id))!.call).toBe('infected');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await cell(own.id))!.reviewer).toBeNull();
  });

  test('the focus is on a cell after the one that had it was removed', async () => {
    const before = (await field()).cells;
    const own = before.find(({ call, reviewer }) => call === 'uninfected' && reviewer === null)!;
    await focus(own.id);
    await page.keyboard.press('Delete');
    await expect.poll(async () => await cell(own.id)).toBeUndefined();
    await expect.poll(focused).toMatch(/^cell-\d+$/);
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await cell(own.id))?.id).toBe(own.id);
  });

  test('a cell is added and outlined by keyboard alone', async () => {
    const before = (await field()).cells.map(({ id }) => id);
    await focus(before[0]!);
    await page.keyboard.press('a');
    await page.locator('path.draft').waitFor();
    const outline = () => page.locator('path.draft').getAttribute('d');
    const first = await outline();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('+');
    expect(await outline()).not.toBe(first);
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await field()).cells.length).toBe(before.length + 1);
    const added = (await field()).cells.find(({ id }) => !before.includes(id))!;
    expect(added.reviewer).toBe('V. Iewer');
    await focus(added.id);
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await field()).cells.length).toBe(before.length);
    // What was begun is left by Escape.
    await focus(before[0]!);
    await page.keyboard.press('a');
    await page.locator('path.draft').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('path.draft').waitFor({ state: 'detached' });
    expect((await field()).cells).toHaveLength(before.length);
  });

  test('the list of cells is sorted by any column, and leads to the cell in the picture', async () => {
    await page.getByText(/cells as a list/).click();
    const numbers = () =>
      page
        .locator('.cell-list tbody th')
        .evaluateAll((cells) => cells.map(({ textContent }) => Number(textContent)));
    const all = (await field()).cells.map(({ id }) => id);
    await page.locator('.cell-list').getByRole('button', { name: 'Cell', exact: true }).click();
    expect(await numbers()).toEqual(all.toSorted((a, b) => a - b));
    await page.locator('.cell-list').getByRole('button', { name: 'Cell', exact: false }).first().click();
    expect(await numbers()).toEqual(all.toSorted((a, b) => b - a));
    expect(await page.locator('.cell-list th[aria-sort=descending]').textContent()).toContain('Cell');
    await page.getByRole('button', { name: `Show cell ${all[3]}`, exact: true }).click();
    await expect.poll(focused).toBe(`cell-${all[3]}`);
    expect(await violations(page)).toEqual([]);
    await shoot(page, 'viewer');
  });

  /** Where a cell is seen, in pixels of the window. */
  const boxOf = async (id: number) => (await page.locator(`#cell-${id}`).boundingBox())!;
  const view = async () => (await page.locator('.field').boundingBox())!;
  const isSeenClose = async (id: number) => {
    const [box, around] = [await boxOf(id), await view()];
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const isInside =
      middle.x > around.x &&
      middle.x < around.x + around.width &&
      middle.y > around.y &&
      middle.y < around.y + around.height;
    return isInside && Math.max(box.width, box.height) > 0.2 * Math.min(around.width, around.height);
  };

  test('a link to a cell zooms to it, in the address and in the list', async () => {
    const [first, second] = (await field()).cells.filter(({ counted }) => counted).map(({ id }) => id);
    await page.goto(`${room.server.address}/#/smear/${batch}/${fields[0]!.id}/${first}`);
    await page.locator('path.cell').first().waitFor();
    await expect.poll(() => isSeenClose(first!)).toBe(true);
    await expect.poll(focused).toBe(`cell-${first}`);
    await page.getByRole('button', { name: 'Whole field' }).click();
    await expect.poll(() => isSeenClose(first!)).toBe(false);
    await page.getByText(/cells as a list/).click();
    await page.getByRole('button', { name: `Show cell ${second}`, exact: true }).click();
    await expect.poll(() => isSeenClose(second!)).toBe(true);
  });

  test('in a window of another size the same part of the field is shown', async () => {
    const id = Number((await focused()).replace('cell-', ''));
    await page.setViewportSize({ width: 1000, height: 700 });
    await expect.poll(() => isSeenClose(id)).toBe(true);
    await page.getByRole('button', { name: 'Whole field' }).click();
    for (const width of [760, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      const fits = async () => {
        const [image, around] = [(await page.locator('.field image').boundingBox())!, await view()];
        return (
          Math.abs(image.x + image.width / 2 - around.x - around.width / 2) < 3 &&
          image.width <= around.width + 1
        );
      };
      await expect.poll(fits).toBe(true);
    }
  });

  test('on a laptop the figures stay in view', async () => {
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    const line = page.locator('.figure-line');
    await expect.poll(async () => (await line.boundingBox())!.y).toBeGreaterThanOrEqual(0);
    expect((await line.boundingBox())!.y).toBeLessThan(700);
    expect(await line.textContent()).toMatch(/\d+ of \d+ red cells called infected/);
    await page.goto(`${room.server.address}/#/smear/${batch}`);
    for (const [width, height] of [
      [1280, 720],
      [390, 800],
    ] as const) {
      await page.setViewportSize({ width, height });
      const { y } = (await page.locator('.patient .figure').first().boundingBox())!;
      // The answer comes first, and without scrolling.
      expect(y, `${width}`).toBeLessThan(0.7 * height);
    }
    await page.setViewportSize({ width: 1280, height: 1000 });
    await page.goto(`${room.server.address}/#/smear/${batch}/${fields[0]!.id}`);
    await page.locator('path.cell').first().waitFor();
  });

  test('M goes through the unsure cells of all fields, and says when none is left', async () => {
    const left = async () => {
      const read = await Promise.all(fields.map(({ id }) => field(id)));
      return read.flatMap(({ cells }) => cells.filter(isUnanswered)).length;
    };
    // At the probability of an uninfected cell, that cell is unsure.
    const { cells } = await field(fields[1]!.id);
    const threshold = Math.max(
      ...cells.map(({ call, probability }) => (call === 'uninfected' ? probability! : 0)),
    );
    const set = { set: { setting: 'threshold', threshold }, by: 'V. Iewer' };
    const answer = await room.request(`/batches/${batch}/settings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(set),
    });
    expect(answer.status).toBe(201);
    await page.reload();
    await page.locator('path.cell').first().waitFor();
    const count = await left();
    expect(count).toBeGreaterThan(0);
    await focus((await field()).cells[0]!.id);
    for (let done = 0; done < count; done++) {
      await page.keyboard.press('m');
      await expect
        .poll(async () => {
          const id = Number((await focused()).replace('cell-', ''));
          return Number.isInteger(id) && isUnanswered((await cell(id))!);
        })
        .toBe(true);
      const id = Number((await focused()).replace('cell-', ''));
      await page.keyboard.press('u');
      await expect.poll(async () => (await cell(id))!.reviewer).toBe('V. Iewer');
    }
    expect(await left()).toBe(0);
    await page.keyboard.press('m');
    await page.getByText('No cell of this patient is unsure').waitFor();
  });

  test('what cannot be saved is told without moving a button', async () => {
    await focus((await field()).cells.find(({ counted }) => counted)!.id);
    const button = page.getByRole('button', { name: /^Infected/ });
    const before = await button.boundingBox();
    await page.getByLabel('Your name or initials').fill('');
    await button.click();
    await page.getByRole('alert').waitFor();
    expect(await button.boundingBox()).toEqual(before);
    await page.getByLabel('Your name or initials').fill('V. Iewer');
  });

  test('on a phone a tapped cell shows its panel', async () => {
    const phone = await openPage(browser, { viewport: { width: 390, height: 800 }, hasTouch: true });
    await phone.page.goto(page.url());
    await phone.page.locator('path.cell.infected').first().tap();
    await expect.poll(() => phone.page.locator('.cell-panel h2').isVisible()).toBe(true);
    await expect
      .poll(async () => {
        const box = (await phone.page.locator('.cell-panel .classes').first().boundingBox())!;
        return box.y + box.height <= 800;
      })
      .toBe(true);
    expect(await overflows(phone.page)).toBe(false);
    await shoot(phone.page, 'viewer-phone');
    await phone.page.close();
    expect(problems).toEqual([]);
  });
});
