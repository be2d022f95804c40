import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCellModel, saveCellModel } from '@giemsa/core';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import type { ApiBatch, ApiResults } from '@giemsa/server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Client,
  formOf,
  MODEL,
  options,
  startRoom,
  temporaryFolder,
} from '../../server/test/support/room.js';
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

describe.skipIf(!hasPage)('the page, in Chromium', () => {
  let folder: string;
  let room: Client;
  let browser: Browser;
  let page: Page;
  let problems: string[];

  beforeAll(async () => {
    folder = await temporaryFolder();
    await writeSyntheticDataset(join(folder, 'cells'), { cells: 40, patients: 4, seed: 5, fields: 0 });
    await writeFile(join(folder, 'cells/Uninfected/broken.png'), 'no picture');
    await writeRun(join(folder, 'runs/live'), 2);
    // The same network, which calls a cell infected only when it is nearly sure.
    const { model, metadata } = await readCellModel(MODEL);
    await saveCellModel(join(folder, 'strict.onnx'), model, { ...metadata, threshold: 0.9995 });
    room = await startRoom(options(folder, { models: [MODEL, join(folder, 'strict.onnx')] }));
    browser = await startBrowser();
    ({ page, problems } = await openPage(browser));
  });
  afterAll(async () => {
    await browser?.close();
    await room?.server.stop();
  });

  const exported = async (format: string) =>
    (await room.request(`/batches/${/screen\/([^/]+)/.exec(page.url())![1]}/export.${format}`)).text();

  test('from a folder to counts, a confusion matrix and what was refused', async () => {
    await page.goto(room.server.address);
    await page.getByText('Drop cells here').waitFor();
    await page.locator('input[type=file]').nth(1).setInputFiles(join(folder, 'cells'));
    await page.waitForURL(/#\/screen\/.+/);
    await page.locator('.tile').first().waitFor();
    await untilDone(page);
    await page.getByText('40 pictures').waitFor();
    expect(await page.getByText('Known classes: 40').count()).toBe(1);
    await page.getByText(/^\d+ files were rejected$/).click();
    expect(await page.getByText('not a PNG, JPEG, WebP, TIFF, BMP, GIF or HEIC file').count()).toBe(1);
    const first = await page.locator('.tile .value').first().textContent();
    const last = await page.locator('.tile .value').last().textContent();
    const number = (text: string | null) => Number(text!.replace(/[<>] /, ''));
    expect(number(first)).toBeGreaterThan(number(last));
  });

  test('the threshold changes counts and confusion matrix at once', async () => {
    const positives = async () => Number(await page.locator('.count.positive b').textContent());
    const before = await positives();
    await page.getByRole('slider').fill('0');
    expect(await positives()).toBe(40);
    await page.getByText('You are trying this threshold out').waitFor();
    await shoot(page, 'tried');
    await page.getByRole('button', { name: 'Back to 0.50' }).click();
    expect(await positives()).toBe(before);
  });

  test('a threshold that a named person sets is everybody’s: in another browser and in the files', async () => {
    await page.getByRole('slider').fill('0.9');
    await page.getByLabel('Your name or initials').fill('T. Set');
    await page.getByRole('button', { name: 'Use 0.90 for everybody' }).click();
    await page.getByText('Set for everybody by T. Set').waitFor();
    await shoot(page, 'set');
    const elsewhere = await openPage(browser);
    await elsewhere.page.goto(page.url());
    await elsewhere.page.getByText('Set for everybody by T. Set').waitFor();
    expect(await elsewhere.page.getByRole('slider').inputValue()).toBe('0.9');
    const [header, row] = (await exported('csv')).split('\n').map((line) => line.split(','));
    expect(row![header!.indexOf('threshold')]).toBe('0.9');
    expect(row![header!.indexOf('threshold_from')]).toContain('set by T. Set');
    await elsewhere.page.getByRole('button', { name: 'Go back to the original, 0.50' }).waitFor();
    await elsewhere.page.getByLabel('Your name or initials').fill('U');
    await elsewhere.page.getByRole('button', { name: 'Go back to the original, 0.50' }).click();
    await elsewhere.page.getByText('It is the model’s.').waitFor();
    await elsewhere.page.close();
    await page.reload();
    await page.getByText('It is the model’s.').waitFor();
    await page.evaluate(() => localStorage.removeItem('giemsa-reviewer'));
    await page.reload();
    await page.locator('.tile').first().waitFor();
  });

  test('Enter in the name field, and a held key, answer nothing that was not meant', async () => {
    await page.getByRole('button', { name: 'Review by keyboard' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Your name or initials').fill('E. Nter');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    expect(await page.getByText('1 of 40').isVisible()).toBe(true);
    expect(await page.locator('.mark').count()).toBe(0);
    // Opened again with Enter, the name is known: no answer has the focus.
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Review by keyboard' }).focus();
    await page.keyboard.down('Enter');
    await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await page.keyboard.down('a');
    await page.keyboard.down('a');
    await page.keyboard.down('a');
    await page.keyboard.up('a');
    await page.getByText('2 of 40').waitFor();
    await page.keyboard.press('s');
    await page.getByText('3 of 40').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.mark.agree').count()).toBe(1);
    expect((await exported('csv')).match(/E\. Nter/g)).toHaveLength(1);
    expect(await exported('html')).toMatch(/<b>1<\/b><span>answered by a person, 0 otherwise/);
    // What was agreed stays at any threshold; what was skipped does not.
    const name = (await page.locator('.tile:has(.agree) .name').textContent())!;
    await page.getByRole('slider').fill('1');
    await page.getByLabel('Show').selectOption('class:Parasitized');
    await expect.poll(() => page.locator('.tile .name').allTextContents()).toEqual([name]);
    await page.getByLabel('Show').selectOption('all');
    await page.getByRole('button', { name: 'Back to 0.50' }).click();
    // Taken back, nothing is left of it.
    await page.locator('.tile:has(.agree)').click();
    await page.getByRole('button', { name: 'Take back' }).click();
    await page.getByRole('button', { name: 'Take back' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    expect(await page.locator('.mark.agree').count()).toBe(0);
    await page.evaluate(() => localStorage.removeItem('giemsa-reviewer'));
    await page.reload();
    await page.locator('.tile').first().waitFor();
  });

  test('a heat map is seen on focus, without being asked for before', async () => {
    const tile = page.locator('.tile').first();
    const heat = tile.locator('.heat');
    expect(await heat.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Review by keyboard' }).focus();
    await page.keyboard.press('Tab');
    await expect.poll(() => heat.isVisible()).toBe(true);
    await untilLoaded(heat);
  });

  test('the gallery is one stop of the Tab key; arrows lead from tile to tile, and Tab comes back to the last', async () => {
    const index = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset.index);
    expect(await page.locator('.tile[tabindex="0"]').count()).toBe(1);
    await page.locator('.tile').first().focus();
    await page.keyboard.press('ArrowRight');
    expect(await index()).toBe('1');
    await page.keyboard.press('ArrowDown');
    const below = Number(await index());
    expect(below).toBeGreaterThan(2);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowLeft');
    expect(await index()).toBe('0');
    await page.keyboard.press('ArrowLeft');
    expect(await index()).toBe('0');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
    expect(await index()).toBeUndefined();
    await page.keyboard.press('Shift+Tab');
    expect(await index()).toBe('1');
  });

  test('review by keyboard is saved with who said it, and survives a reload', async () => {
    await page.getByLabel('Order').selectOption('unsure');
    await page.getByRole('button', { name: 'Review by keyboard' }).click();
    await page.getByLabel('Your name or initials').fill('J. Doe');
    await page.getByRole('button', { name: 'Next' }).focus();
    await page.keyboard.press('a');
    await page.getByText('2 of 40').waitFor();
    await page.keyboard.press('d');
    await page.getByText('3 of 40').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.mark:not(.skip)').count()).toBe(2);
    await page.reload();
    await page.locator('.tile').first().waitFor();
    await expect.poll(() => page.locator('.mark:not(.skip)').count()).toBe(2);
  });

  test('the exported CSV has every picture and the answers', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByText('CSV', { exact: true }).click(),
    ]);
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n');
    expect(lines.filter((line) => line.includes(',done,'))).toHaveLength(40);
    // Every file of the folder is accounted for.
    expect(lines.find((line) => line.includes('broken.png'))).toContain(',rejected,');
    expect(lines.filter((line) => line.includes('J. Doe'))).toHaveLength(2);
  });

  test('a lost connection to the events of a batch is taken up again', async () => {
    await page.route('**/events', (route) => route.abort());
    await page.reload();
    await page.getByText('The connection was lost').waitFor();
    await page.unroute('**/events');
    await page.getByText('The connection was lost').waitFor({ state: 'detached', timeout: 10_000 });
    problems.splice(0, problems.length, ...problems.filter((text) => !text.includes('ERR_FAILED')));
  });

  test('curves grow while a training runs', async () => {
    await page.goto(`${room.server.address}/#/runs`);
    await page.getByText('tiny-resnet · synthetic').waitFor();
    expect(await page.getByText('2 of 5 epochs').count()).toBeGreaterThan(0);
    await writeRun(join(folder, 'runs/live'), 4);
    await page.getByText('4 of 5 epochs').first().waitFor({ timeout: 5000 });
  });

  test('private: the model in this browser answers as the server does, and sends nothing', async () => {
    const sent: string[] = [];
    page.on('request', (request) => request.method() !== 'GET' && sent.push(request.url()));
    await page.goto(`${room.server.address}/#/private`);
    await page.getByText('never leave this machine').waitFor();
    await page.locator('input[type=file]').nth(1).setInputFiles(join(folder, 'cells'));
    await page.getByText(/^40 pictures/).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByText('CSV', { exact: true }).click(),
    ]);
    const here = probabilities(await readFile(await download.path(), 'utf8'));
    expect(sent).toEqual([]);
    const [batch] = (await (await room.request('/batches')).json()) as ApiBatch[];
    const there = probabilities(await (await room.request(`/batches/${batch!.id}/export.csv`)).text());
    expect(here.size).toBe(40);
    for (const [name, probability] of there) {
      expect(Math.abs(here.get(name)! - probability), name).toBeLessThan(1e-4);
    }
    await page.locator('.tile').first().hover();
    await expect.poll(() => page.locator('.tile .heat').first().isVisible()).toBe(true);
  });

  test('models show their cards', async () => {
    await page.goto(`${room.server.address}/#/models`);
    await page.getByText('77,810').first().waitFor();
    expect(await page.locator('.cards .card').count()).toBe(2);
  });

  test('the model of a training that ended is offered once a named person publishes it', async () => {
    const run = join(folder, 'runs/ended');
    await writeRun(run, 5);
    const { model, metadata } = await readCellModel(MODEL);
    await saveCellModel(join(run, 'model.onnx'), model, { ...metadata, threshold: 0.3 });
    await writeFile(join(run, 'metrics.json'), JSON.stringify({ n: 40, accuracy: 0.975 }));
    await writeFile(join(run, 'report.html'), '<html>');
    await page.reload();
    await page.locator('.cards .card').first().waitFor();
    expect(await page.locator('.cards .card').count()).toBe(2);
    await page.goto(`${room.server.address}/#/runs`);
    await page.getByRole('checkbox', { name: /live/ }).uncheck();
    await page.getByRole('checkbox', { name: /ended/ }).check();
    const card = page.locator('.curves .card', { hasText: 'ended' });
    await card.getByText('Its model is not offered for use').waitFor();
    expect(await card.getByText('0.975').isVisible()).toBe(true);
    await card.locator('.publishing').getByLabel('Your name or initials').fill('P. Ublish');
    await card.getByRole('button', { name: 'Publish its model' }).click();
    await card.getByText('published by P. Ublish').waitFor();
    await shoot(page, 'published-run');
    expect(await violations(page)).toEqual([]);
    await page.goto(`${room.server.address}/#/models`);
    await expect.poll(() => page.locator('.cards .card').count()).toBe(3);
    await page.goto(`${room.server.address}/#/runs`);
    await page.getByRole('checkbox', { name: /ended/ }).check();
    await card.getByRole('button', { name: 'Do not offer it any more' }).click();
    await card.getByText('Its model is not offered for use').waitFor();
  });

  test('two models side by side: nothing while they read, then a table of what both say, and the pictures on which they differ', async () => {
    await page.goto(`${room.server.address}/#/models`);
    await page.getByLabel('Batch').selectOption({ index: 0 });
    await page.getByLabel('and the model').selectOption('strict.onnx');
    // As while the second model still reads: some of its answers are here, and nothing is said of them.
    await page.route('**/results', async (route) => {
      const response = await route.fetch();
      const results = (await response.json()) as ApiResults;
      const { progress } = results.batch;
      const isSecond = results.batch.model === 'strict.onnx';
      const half = { ...results.batch, progress: { ...progress, done: 20, total: 40 } };
      await route.fulfill({ response, json: isSecond ? { ...results, batch: half } : results });
    });
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.waitForURL(/#\/compare\/.+/);
    await page.getByText('Nothing is compared before both models have read all pictures').waitFor();
    expect(await page.locator('table, .pairs, h2').count()).toBe(0);
    await page.unroute('**/results');
    await page.reload();
    await page.locator('h2', { hasText: 'of 40 pictures' }).waitFor();
    const [, first, second] = /compare\/([^/]+)\/(.+)$/.exec(page.url())!;
    const results = async (id: string) =>
      ((await (await room.request(`/batches/${id}/results`)).json()) as ApiResults).pictures;
    const [a, b] = await Promise.all([results(first!), results(second!)]);
    const differ = a.filter((picture, index) => picture.class !== b[index]!.class).length;
    expect(differ).toBeGreaterThan(0);
    expect(await page.locator('h2').textContent()).toBe(`They differ on ${differ} of 40 pictures`);
    expect(await page.locator('.pairs li').count()).toBe(differ);
    const cells = (await page.locator('table').first().locator('tbody td').allTextContents()).map(Number);
    expect(cells.reduce((sum, count) => sum + count, 0)).toBe(40);
    expect(cells[1]! + cells[2]!).toBe(differ);
    const heat = page.locator('.pairs .heat').first();
    await untilLoaded(heat);
    expect(await violations(page)).toEqual([]);
    expect(await overflows(page)).toBe(false);
  });

  test.each(['light', 'dark'] as const)(
    'WCAG 2.2 AA on every page, %s, wide and on a phone',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 800 });
        for (const address of ['screen', 'private', 'models', 'runs']) {
          await page.goto(`${room.server.address}/#/${address}`);
          await page.locator('h1').waitFor();
          expect(await violations(page), `${address} ${width}`).toEqual([]);
          expect(await overflows(page), `${address} ${width}`).toBe(false);
        }
        await page.goto(`${room.server.address}/#/screen`);
        await page.locator('.batches a').last().click();
        await page.locator('.tile').first().waitFor();
        expect(await violations(page), `batch ${width}`).toEqual([]);
        expect(await overflows(page), `batch ${width}`).toBe(false);
        await page.getByRole('button', { name: 'Review by keyboard' }).click();
        await page.getByText('1 of 40').waitFor();
        expect(await violations(page), `review ${width}`).toEqual([]);
        await page.keyboard.press('Escape');
      }
    },
  );

  test('5,000 pictures scroll without jank: few are in the page, and a step takes little of its main thread', async () => {
    await page.setViewportSize({ width: 1280, height: 800 });
    const names = (await readdir(join(folder, 'cells/Uninfected'))).slice(0, 10);
    const files = await Promise.all(names.map((name) => readFile(join(folder, 'cells/Uninfected', name))));
    const { batch } = await room.upload({}, '?name=many', { body: null });
    for (let start = 0; start < 5000; start += 500) {
      const part = Array.from({ length: 500 }, (_, index) => [
        `many-${start + index}.png`,
        files[index % 10]!,
      ]);
      const form = formOf(Object.fromEntries(part));
      await room.request(`/batches/${batch.id}/pictures`, { method: 'POST', body: form });
    }
    // The events end when all are done; asking for 5,000 results again and again would take the time of the work.
    await (await room.request(`/batches/${batch.id}/events`)).text();
    await page.goto(`${room.server.address}/#/screen/${batch.id}`);
    await page.getByText('5,000 pictures', { exact: true }).waitFor();
    const { work, tiles } = await scrollThrough(page);
    const sorted = work.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(share * sorted.length)]!;
    console.log(
      `jumping through 5,000 pictures, processor time of the page's main thread for a step: median ${at(0.5).toFixed(1)} ms, 95 % ${at(0.95).toFixed(1)} ms, most ${sorted.at(-1)!.toFixed(1)} ms; at most ${tiles} tiles in the page`,
    );
    expect(tiles).toBeLessThan(200);
    // A step is two frames or more, of 16.7 ms each at 60 Hz.
    expect(at(0.95)).toBeLessThan(LONGEST_WORK_MS);
  });

  test('nothing went wrong, and no other address was asked', () => {
    expect(problems).toEqual([]);
  });
});

/** What a step of scrolling may cost the thread that everything else in the page waits for. */
const LONGEST_WORK_MS = 33;

/**
 * Jumps from top to bottom in steps of more than two rows. Measured is processor time, not time by the clock, which on a shared
 * machine that paints without a graphics card is mostly that of others.
 * @returns milliseconds of the main thread for each step, and the most tiles that were there at once
 */
async function scrollThrough(page: Page): Promise<{ work: number[]; tiles: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const taskMs = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * metrics.find(({ name }) => name === 'TaskDuration')!.value;
  };
  const work: number[] = [];
  let tiles = 0;
  let before = await taskMs();
  for (let step = 1; step <= SCROLL_STEPS; step++) {
    const count = await page.evaluate(async (share) => {
      window.scrollTo(0, (document.documentElement.scrollHeight - innerHeight) * share);
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
      return document.querySelectorAll('.tile').length;
    }, step / SCROLL_STEPS);
    const now = await taskMs();
    work.push(now - before);
    before = now;
    tiles = Math.max(tiles, count);
  }
  await session.detach();
  return { work, tiles };
}

const SCROLL_STEPS = 240;

/** Of the pictures that were read, by name. */
function probabilities(csv: string): Map<string, number> {
  const lines = csv.trim().split('\n').slice(1);
  const rows = lines.map((line) => line.split(',')).filter((row) => row[3] === 'done');
  return new Map(rows.map((row) => [row[0]!, Number(row[6])]));
}

/** What a training that is going on has written. */
async function writeRun(folder: string, epochs: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const config = {
    created: new Date().toISOString(),
    settings: { recipe: 'synthetic', architecture: 'tiny-resnet', epochs: 5, split: 'patient' },
    data: { cells: 100 },
  };
  const rows = Array.from(
    { length: epochs },
    (_, index) => `${index + 1},0.5,0.${index + 5},0.4,0.${index + 6}`,
  );
  await writeFile(join(folder, 'config.json'), JSON.stringify(config));
  await writeFile(
    join(folder, 'history.csv'),
    `${['epoch,loss,accuracy,val_loss,val_accuracy', ...rows].join('\n')}\n`,
  );
}
