import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApiCell, ApiField, ApiSmear } from '@giemsa/server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { calibratedModel, drawnField, emptyField } from '../../server/test/support/fields.js';
import { type Client, options, startRoom, temporaryFolder } from '../../server/test/support/room.js';
import { probabilityText } from '../src/parts/format.js';
import { hasPage, openPage, overflows, startBrowser, untilDone, violations } from './browser.js';

describe.skipIf(!hasPage)('whole fields in the page, in Chromium', () => {
  let folder: string;
  let room: Client;
  let browser: Browser;
  let page: Page;
  let problems: string[];

  const ids = () => /#\/smear\/([^/]+)(?:\/(.+))?$/.exec(page.url())!;
  const smear = async () => (await (await room.request(`/batches/${ids()[1]}/smear`)).json()) as ApiSmear;
  const field = async () => (await (await room.request(`/pictures/${ids()[2]}/field`)).json()) as ApiField;
  const infectedShown = () => page.locator('.figures .statement').textContent();
  const placement = () => page.locator('.field svg > g').getAttribute('transform');
  const scale = async () => Number(/scale\((.+)\)/.exec((await placement())!)![1]);
  /** Middle of a cell's box, on the screen. */
  const middleOf = async (cell: number) => {
    const box = (await page.locator(`#cell-${cell}`).boundingBox())!;
    return { x: box.x + box.width / 2, y: box.y + box.height / 2, r: box.width / 2 };
  };

  beforeAll(async () => {
    folder = await temporaryFolder();
    for (const patient of ['P1', 'P2']) await mkdir(join(folder, 'slides', patient), { recursive: true });
    await writeFile(join(folder, 'slides/P1/a.png'), (await drawnField(1, 0.15, 1280, 960)).png);
    await writeFile(join(folder, 'slides/P1/b.png'), (await drawnField(2)).png);
    await writeFile(join(folder, 'slides/P2/c.png'), (await drawnField(3)).png);
    await writeFile(join(folder, 'slides/P2/empty.png'), await emptyField());
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

  test('a folder with one folder a patient becomes counts, parasitaemia and fields set aside', async () => {
    await page.goto(room.server.address);
    await page.getByLabel('Whole fields of thin smears').check();
    await page.getByText('Measured values').click();
    await page.getByLabel('Haematocrit in %').fill('40');
    await page.locator('input[type=file]').nth(1).setInputFiles(join(folder, 'slides'));
    await page.getByRole('button', { name: 'Start reading' }).click();
    await page.waitForURL(/#\/smear\/.+/);
    await page.getByText('empty.png: no red cells found').waitFor();
    await untilDone(page);
    const [first, second] = (await smear()).patients;
    const { corrected, counted, infected } = first!.parasitaemia;
    await expect
      .poll(() => page.locator('.patient').first().locator('.figures').textContent())
      .toContain(`${infected} of ${counted} red cells`);
    const text = (await page.locator('.patient').first().textContent())!;
    expect(text).toContain(`${Number((100 * corrected!.value).toPrecision(3))} %`);
    expect(text).toContain(`95 % interval ${Number((100 * corrected!.ci95[0]).toPrecision(3))} to`);
    expect(text).toContain('parasites/µL');
    expect(text).toContain('misses were not measured, so it may be higher');
    expect(text).toContain('haematocrit 40 % × 125,600');
    expect(await page.getByText('What the calibration cannot tell').isVisible()).toBe(true);
    expect(second!.fields.map(({ name, status }) => [name, status])).toEqual([
      ['slides/P2/c.png', 'done'],
      ['slides/P2/empty.png', 'refused'],
    ]);
  });

  test('another threshold than the calibration’s leaves counts, and no percentage or density', async () => {
    await page.getByRole('slider').fill('0');
    const { counted } = (await smear()).patients[0]!.parasitaemia;
    await page.getByText(`${counted} of ${counted} red cells`).waitFor();
    expect(await page.getByText('a patient without malaria would show is not known here').count()).toBe(2);
    expect(await page.locator('.figure').count()).toBe(0);
    expect(await page.locator('.patient').first().textContent()).not.toContain('parasites/µL');
    await page.getByRole('button', { name: 'Back to ' }).click();
    await page.getByText(`${counted} of ${counted} red cells`).waitFor({ state: 'detached' });
  });

  test('threshold and haematocrit are kept on the server, with who set them: one link shows everybody the same', async () => {
    await page.getByRole('slider').fill('0');
    const tried = page.locator('.tried');
    await tried.getByLabel('Your name or initials').fill('T. Set');
    await page.getByRole('button', { name: 'Use 0.00 for everybody' }).click();
    await page.getByText('Set for everybody by T. Set').waitFor();
    const second = page.locator('.patient').nth(1);
    await second.getByText('Red cells of this patient: haematocrit 40 %').click();
    await second.getByLabel('Haematocrit in %').fill('30,5');
    await second.getByRole('button', { name: 'Save for everybody' }).click();
    await second.getByText('haematocrit 30,5 % (set by T. Set').waitFor();
    const shots = process.env.GIEMSA_TEST_SHOTS;
    if (shots) await page.screenshot({ path: join(shots, 'blood.png'), fullPage: true });
    const elsewhere = await openPage(browser);
    await elsewhere.page.goto(page.url());
    await elsewhere.page.getByText('haematocrit 30,5 % (set by T. Set').waitFor();
    expect(await elsewhere.page.getByRole('slider').inputValue()).toBe('0');
    await elsewhere.page.getByText('a.png').click();
    await elsewhere.page.locator('path.cell').first().waitFor();
    expect(await elsewhere.page.locator('path.cell.uninfected').count()).toBe(0);
    await elsewhere.page.close();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: /^Go back to the original/ }).click();
    await page.getByText('It comes from a calibration on fields without malaria').waitFor();
    await page.evaluate(() => localStorage.removeItem('giemsa-reviewer'));
    await page.reload();
  });

  test('a field shows every cell outlined by class, a legend with counts, and a scale', async () => {
    await page.getByText('a.png').click();
    await page.locator('path.cell').first().waitFor();
    const { cells } = await field();
    expect(await page.locator('path.cell').count()).toBe(cells.length);
    const infected = cells.filter(({ call, unsure }) => call === 'infected' && !unsure).length;
    expect(await page.locator('path.cell.infected').count()).toBe(infected);
    expect(await page.locator('.cell-legend li').first().textContent()).toContain(`infected: ${infected}`);
    expect(await page.getByText('usual red cell').isVisible()).toBe(true);
    await expect
      .poll(() =>
        page.locator('.field image').evaluate((image) => (image as SVGImageElement).getBBox().width),
      )
      .toBe(1280);
  });

  test('wheel, keys, buttons and two fingers zoom; dragging moves; 0 shows the whole field', async () => {
    const whole = await placement();
    const view = (await page.locator('.field > svg').boundingBox())!;
    const [x, y] = [view.x + view.width / 2, view.y + view.height / 2];
    const fit = await scale();
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, -400);
    await expect.poll(scale).toBeGreaterThan(1.5 * fit);

    const before = await placement();
    await page.mouse.down();
    await page.mouse.move(x + 60, y + 30, { steps: 4 });
    await page.mouse.up();
    const shift = (text: string | null) => /translate\((\S+) (\S+)\)/.exec(text!)!.slice(1).map(Number);
    await expect.poll(async () => shift(await placement())[0]! - shift(before)[0]!).toBeCloseTo(60, 0);
    expect(await page.getByText('Choose a cell in the field').isVisible()).toBe(true);

    await page.locator('path.cell').first().focus();
    await page.keyboard.press('0');
    await expect.poll(placement).toBe(whole);
    await page.keyboard.press('+');
    await expect.poll(scale).toBeCloseTo(1.4 * fit, 5);
    await page.getByRole('button', { name: 'Zoom out' }).click();
    await expect.poll(scale).toBeCloseTo(fit, 5);

    const touch = await page.context().newCDPSession(page);
    const fingers = (apart: number) => [
      { x: x - apart, y, id: 1 },
      { x: x + apart, y, id: 2 },
    ];
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(40) });
    for (const apart of [50, 60, 70, 80]) {
      await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(apart) });
    }
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect.poll(scale).toBeGreaterThan(1.7 * fit);
    expect(await scale()).toBeLessThan(2.3 * fit);
    await page.getByRole('button', { name: 'Whole field' }).click();
    await expect.poll(placement).toBe(whole);
  });

  test('a click on a cell shows its crop, probability and heat map; keys lead to the next', async () => {
    const cell = central((await field()).cells.filter(({ call }) => call === 'infected'));
    const { x, y } = await middleOf(cell.id);
    await page.mouse.click(x, y);
    await page.getByText(`Probability of infection: ${probabilityText(cell.probability!)}`).waitFor();
    for (const picture of [`Cell ${cell.id} as the model sees it`, 'Heat map']) {
      await expect
        .poll(() => page.getByAltText(picture).evaluate((image) => (image as HTMLImageElement).naturalWidth))
        .toBeGreaterThan(100);
    }
    const title = await page.locator('.cell-panel h2').textContent();
    await page.keyboard.press('n');
    await expect.poll(() => page.locator('.cell-panel h2').textContent()).not.toBe(title);
    await page.keyboard.press('p');
    await expect.poll(() => page.locator('.cell-panel h2').textContent()).toBe(title);
  });

  test('a corrected class needs a name, changes the patient’s figures, and is there after a reload', async () => {
    const before = (await field()).patient.parasitaemia;
    const cell = (await field()).cells.find(({ call, unsure }) => call === 'uninfected' && !unsure)!;
    await page.locator(`#cell-${cell.id}`).focus();
    await page.keyboard.press('i');
    await page.getByRole('alert').getByText('Enter your name or initials').waitFor();
    await page.getByLabel('Your name or initials').fill('J. Doe');
    await page.locator(`#cell-${cell.id}`).focus();
    await page.keyboard.press('i');
    await expect.poll(infectedShown).toContain(`${before.infected + 1} of ${before.counted} red cells`);
    const after = (await field()).patient.parasitaemia;
    expect(after.raw!.value).toBe((before.infected + 1) / before.counted);
    expect(await page.locator('.figure .share').textContent()).toBe(
      `${Number((100 * after.corrected!.value).toPrecision(3))} %`,
    );
    await page.reload();
    await page.locator(`#cell-${cell.id}.infected`).waitFor();
    await page.locator(`#cell-${cell.id}`).focus();
    await page.getByText('Corrected by J. Doe').waitFor();
    // Another reader does not clear it unasked.
    await page.getByLabel('Your name or initials').fill('Another');
    page.once('dialog', (dialog) => {
      expect(dialog.message()).toContain('was corrected by J. Doe');
      void dialog.dismiss();
    });
    await page.getByRole('button', { name: 'Take back the corrections of J. Doe' }).click();
    await page.getByLabel('Your name or initials').fill('J. Doe');
    expect((await field()).patient.parasitaemia.infected).toBe(before.infected + 1);
    await page.getByRole('button', { name: 'Take back my corrections' }).click();
    await expect.poll(infectedShown).toContain(`${before.infected} of ${before.counted} red cells`);
    expect((await smear()).patients[0]!.fields[0]!.edits).toBe(0);
  });

  test('an outline is removed and restored, sized by buttons, drawn by hand, and a missed cell added', async () => {
    const before = await field();
    const { counted } = before.patient.parasitaemia;
    const cell = central(before.cells.filter((candidate) => candidate.counted));
    const now = async () => (await field()).cells.find(({ id }) => id === cell.id);
    await page.locator(`#cell-${cell.id}`).focus();
    await page.keyboard.press('Delete');
    await expect.poll(infectedShown).toContain(`of ${counted - 1} red cells`);
    await page.getByRole('button', { name: `Restore cell ${cell.id}` }).click();
    await expect.poll(infectedShown).toContain(`of ${counted} red cells`);

    await page.locator(`#cell-${cell.id}`).focus();
    await page.getByRole('button', { name: 'Adjust outline' }).click();
    for (let pixel = 0; pixel < 3; pixel++) await page.getByRole('button', { name: 'Larger' }).click();
    await page.getByRole('button', { name: 'Save outline' }).click();
    await expect.poll(async () => (await now())!.area).toBeGreaterThan(cell.area + 100);

    await page.getByRole('button', { name: 'Redraw it' }).click();
    const { x, y, r } = await middleOf(cell.id);
    const at = (angle: number) => [x + 0.5 * r * Math.cos(angle), y + 0.5 * r * Math.sin(angle)] as const;
    await page.mouse.move(...at(0));
    await page.mouse.down();
    for (let step = 1; step <= 16; step++) await page.mouse.move(...at((step / 16) * 2 * Math.PI));
    await page.mouse.up();
    await page.getByRole('button', { name: 'Save outline' }).click();
    await expect.poll(async () => (await now())!.area).toBeLessThan(0.5 * cell.area);

    await page.getByRole('button', { name: 'Add a cell' }).click();
    const box = (await page.locator('.field > svg').boundingBox())!;
    for (const [dx, dy] of [
      [0, 0],
      [50, 0],
      [50, 50],
      [0, 50],
    ] as const) {
      await page.mouse.click(box.x + box.width / 2 + dx, box.y + box.height / 2 + dy);
    }
    await page.getByRole('button', { name: 'Save outline' }).click();
    await expect.poll(infectedShown).toContain(`of ${counted + 1} red cells`);
    expect((await field()).cells).toHaveLength(before.cells.length + 1);
  });

  test('corrections are in the exported tables, JSON and COCO, with who and when', async () => {
    await page.getByText('All fields of the batch').click();
    await page.getByText('Corrected by J. Doe').waitFor();
    const file = async (name: string) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name, exact: true }).click(),
      ]);
      return readFile(await download.path(), 'utf8');
    };
    const corrections = (await file('corrections.csv')).trim().split('\n').slice(1);
    expect(corrections.map((line) => line.split(',')[3])).toEqual([
      ...['class', 'take back', 'remove', 'take back', 'outline', 'outline', 'add'],
    ]);
    for (const line of corrections) expect(line).toMatch(/J\. Doe,20\d\d-\d\d-\d\dT/);
    expect((await file('cells.csv')).split('\n').filter((line) => line.includes('J. Doe'))).toHaveLength(2);
    const coco = JSON.parse(await file('coco.json')) as { annotations: { reviewer?: string }[] };
    expect(coco.annotations.filter(({ reviewer }) => reviewer === 'J. Doe')).toHaveLength(2);
    expect(JSON.parse(await file('smear.json')).patients[0].corrections).toHaveLength(7);
  });

  test.each(['light', 'dark'] as const)('WCAG 2.2 AA, %s, wide and on a phone', async (colorScheme) => {
    const batch = ids()[1];
    const picture = (await smear()).patients[0]!.fields[0]!.id;
    await page.emulateMedia({ colorScheme });
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`${room.server.address}/#/smear/${batch}`);
      await page.locator('.patient').first().waitFor();
      expect(await violations(page), `smear ${width}`).toEqual([]);
      expect(await overflows(page), `smear ${width}`).toBe(false);
      await page.goto(`${room.server.address}/#/smear/${batch}/${picture}`);
      await page.locator('path.cell.infected').first().focus();
      await page.getByText('Probability of infection').waitFor();
      expect(await violations(page), `field ${width}`).toEqual([]);
      expect(await overflows(page), `field ${width}`).toBe(false);
      await page.getByRole('button', { name: 'Adjust outline' }).click();
      expect(await violations(page), `outline ${width}`).toEqual([]);
      await page.getByRole('button', { name: 'Cancel' }).click();
    }
    await page.goto(`${room.server.address}/#/screen`);
    await page.getByLabel('Whole fields of thin smears').check();
    await page.getByText('Measured values').click();
    expect(await violations(page), 'drop').toEqual([]);
    await page.goto(`${room.server.address}/#/smear/${batch}`);
  });

  test('nothing went wrong', () => {
    expect(problems).toEqual([]);
  });
});

/** The one nearest to the middle of a field of 1280 × 960: no button lies over it. */
function central(cells: readonly ApiCell[]): ApiCell {
  const distance = ({ box: [x, y, width, height] }: ApiCell) =>
    Math.hypot(x + width / 2 - 640, y + height / 2 - 480);
  return cells.toSorted((a, b) => distance(a) - distance(b))[0]!;
}
