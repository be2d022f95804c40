import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApiPatient, ApiSmear } from '@giemsa/server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { calibratedModel, drawnField } from '../../server/test/support/fields.js';
import { type Client, options, startRoom, temporaryFolder } from '../../server/test/support/room.js';
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

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

describe.skipIf(!hasPage)('patients, in Chromium', () => {
  let folder: string;
  let room: Client;
  let browser: Browser;
  let pngs: Buffer[];

  const get = async <Value>(path: string) => (await (await room.request(path)).json()) as Value;
  const batchOf = (page: Page) => /#\/(?:smear|patient)\/([^/]+)/.exec(page.url())![1]!;
  const smearOf = (page: Page) => get<ApiSmear>(`/batches/${batchOf(page)}/smear`);
  const patientOf = (page: Page, code: string) =>
    get<ApiPatient>(`/batches/${batchOf(page)}/patients/${code}`);

  beforeAll(async () => {
    folder = await temporaryFolder();
    pngs = (await Promise.all([1, 2, 3].map((seed) => drawnField(seed, 0.12, 640, 480)))).map(
      ({ png }) => png,
    );
    room = await startRoom(
      options(folder, { models: [await calibratedModel(join(folder, 'models'), 'calibrated')] }),
    );
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await room?.server.stop();
  });

  describe('on a phone: from the camera roll to a signed report', () => {
    let page: Page;
    let problems: string[];
    beforeAll(async () => {
      ({ page, problems } = await openPage(browser, PHONE));
    });
    afterAll(() => page?.close());

    test('pictures are chosen for a new patient, with a code and a haematocrit', async () => {
      await page.goto(`${room.server.address}/#/screen`);
      await page.getByLabel('Whole fields of thin smears').check();
      // A camera gives its pictures one name.
      const roll = pngs.slice(0, 2).map((buffer) => ({ name: 'image.png', mimeType: 'image/png', buffer }));
      await page.getByRole('button', { name: 'One patient after the other' }).tap();
      await page.getByRole('heading', { name: 'Whose pictures are these?' }).waitFor();
      expect(await page.getByRole('button', { name: 'Start reading' }).isDisabled()).toBe(true);
      expect(await page.getByText('A code is enough for a patient').isVisible()).toBe(true);
      await page.getByLabel('Code of patient 1').fill('K7');
      await page.getByLabel('Code of patient 1').blur();
      await page.locator('.sorted input[type=file]').first().setInputFiles(roll);
      await page.getByText('2 pictures').waitFor();
      await page.getByLabel('Haematocrit in %: Patient K7').fill('38,5');
      expect(await page.getByRole('button', { name: 'Take a picture: Patient K7' }).isVisible()).toBe(true);
      expect(await page.locator('input[capture=environment]').count()).toBe(1);
      expect(await violations(page)).toEqual([]);
      expect(await overflows(page)).toBe(false);
      await shootHere(page, 'patient-step-phone');
      await page.getByLabel('Your name or initials').fill('A. Tech');
      await page.getByRole('button', { name: 'Start reading' }).click();
      await page.waitForURL(/#\/smear\/.+/);
      await untilDone(page);
      const { patients } = await smearOf(page);
      expect(patients.map(({ patient, fields }) => [patient, fields.length])).toEqual([['K7', 2]]);
      expect(patients[0]!.blood).toMatchObject({ haematocrit: '38,5', set: { by: 'A. Tech' } });
      await page.getByRole('heading', { name: 'K7', exact: true }).waitFor();
    });

    test('a picture that is taken later belongs to the patient, and the target comes nearer', async () => {
      const before = (await smearOf(page)).patients[0]!.parasitaemia.counted;
      await page.getByText(`${before} of 500 red cells counted (CDC)`).waitFor();
      const taken = { name: 'image.png', mimeType: 'image/png', buffer: pngs[2]! };
      await page.locator('.patient input[capture=environment]').setInputFiles(taken);
      await expect.poll(async () => (await smearOf(page)).patients[0]!.fields.length).toBe(3);
      await untilDone(page);
      const after = (await smearOf(page)).patients[0]!.parasitaemia.counted;
      expect(after).toBeGreaterThan(before);
      await page.getByText(`${after} of 500 red cells counted (CDC)`).waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await overflows(page)).toBe(false);
      await shootHere(page, 'patient-card-phone');
    });

    test('the gallery is gone through with one tap a cell', async () => {
      await page.getByRole('link', { name: /Infected and unsure cells: 0 of \d+ looked at/ }).tap();
      await page.getByRole('heading', { name: 'Infected and unsure cells' }).waitFor();
      const { cells } = (await patientOf(page, 'K7')).result;
      await page.getByText(`0 of ${cells.length} confirmed`).waitFor();
      await untilLoaded(page.locator('.looked img'));
      expect(await violations(page)).toEqual([]);
      expect(await overflows(page)).toBe(false);
      await shootHere(page, 'gallery-phone');
      expect(await page.getByRole('button', { name: 'Sign this result' }).count()).toBe(0);
      for (let done = 0; done < cells.length; done++) {
        const name = done === 1 ? 'Cannot tell' : 'Infected';
        await page.locator('.answers').getByRole('button', { name, exact: true }).tap();
        const told =
          done === 0
            ? `1 of ${cells.length} confirmed`
            : `${done} of ${cells.length} confirmed, 1 cannot be told`;
        await page.getByText(`${told}, by A. Tech`).waitFor();
      }
    });

    test('the result is signed, and its report says so', async () => {
      await page.locator('.sign-off').getByLabel('Your name or initials').fill('Dr S. Igner');
      await page.getByRole('button', { name: 'Sign this result' }).tap();
      await page.locator('.sign-off').getByText('Signed by Dr S. Igner').waitFor();
      expect(await violations(page)).toEqual([]);
      await shootHere(page, 'signed-phone');
      const opened = page.context().waitForEvent('page');
      await page.getByRole('link', { name: 'Report for printing' }).tap();
      const report = await opened;
      await report.getByText('Signed by Dr S. Igner').first().waitFor();
      await untilLoaded(report.locator('figure img').first());
      expect(await overflows(report)).toBe(false);
      await shootHere(report, 'report-phone');
      expect(await violationsInFile(report)).toEqual([]);
      const { statement } = (await patientOf(page, 'K7')).result.parasitaemia;
      expect(await report.getByText(statement).isVisible()).toBe(true);
      expect(
        (await report.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/g),
      ).toHaveLength(1);
      await report.close();
      expect(problems).toEqual([]);
    });
  });

  describe('on a large screen', () => {
    let page: Page;
    let problems: string[];
    beforeAll(async () => {
      ({ page, problems } = await openPage(browser, { viewport: { width: 1280, height: 900 } }));
      for (const [index, name] of ['A1_1.png', 'A1_2.png', 'B2_1.png'].entries()) {
        await mkdir(join(folder, 'loose'), { recursive: true });
        await writeFile(join(folder, 'loose', name), pngs[index]!);
      }
    });
    afterAll(() => page?.close());

    test('a pattern tells patients; a field is moved by keyboard or by dragging before it is read', async () => {
      await page.goto(`${room.server.address}/#/screen`);
      await page.getByLabel('Whole fields of thin smears').check();
      await page.locator('input[type=file]').nth(1).setInputFiles(join(folder, 'loose'));
      await page.getByLabel('Patients are told').selectOption('by a pattern');
      await page.getByLabel('Pattern', { exact: true }).fill('{patient}*');
      await page.getByText('stands directly beside').waitFor();
      await page.getByLabel('Pattern', { exact: true }).fill('{patient}_*');
      expect(await page.getByLabel('Code of patient 1').inputValue()).toBe('A1');
      expect(await page.getByLabel('Code of patient 2').inputValue()).toBe('B2');
      await page.getByText('Pictures of A1').click();
      await page.getByLabel('Patient of loose/A1_2.png').selectOption('B2');
      await page.getByText('Pictures of B2').click();
      await shoot(page, 'patient-step');
      await page
        .locator('.sorted-files li', { hasText: 'A1_2.png' })
        .dragTo(page.locator('.sorted > li').first());
      await expect.poll(() => page.locator('.sorted > li').first().textContent()).toContain('2 pictures');
      await page.getByLabel('Patient of loose/A1_2.png').selectOption('B2');
      expect(await violations(page)).toEqual([]);
      await page.getByLabel('Your name or initials').fill('A. Tech');
      await page.getByRole('button', { name: 'Start reading' }).click();
      await page.waitForURL(/#\/smear\/.+/);
      await untilDone(page);
      const { patients } = await smearOf(page);
      expect(patients.map(({ patient, fields }) => [patient, fields.length])).toEqual([
        ['A1', 1],
        ['B2', 2],
      ]);
    });

    test('patients are sorted otherwise afterwards, under a name', async () => {
      await page.getByRole('button', { name: 'Sort into patients' }).click();
      await page.getByText('Pictures of B2').click();
      await untilLoaded(page.locator('dialog .sorted-files img').first());
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await violations(page), colorScheme).toEqual([]);
      }
      await shoot(page, 'sort-dialog');
      await page.getByLabel('Code of patient 2').fill('Q9');
      await page.getByLabel('Code of patient 2').blur();
      await page.locator('dialog').getByRole('button', { name: 'Save for everybody' }).click();
      await page.getByRole('heading', { name: 'Patient Q9' }).waitFor();
    });

    test('details are noted, and shown to everybody', async () => {
      const card = page.locator('.patient').first();
      await card.getByText('Details of this patient').click();
      await card.getByLabel('Name of detail 1').fill('Ward');
      await card.getByLabel('Value of detail 1').fill('B');
      await card.getByRole('button', { name: 'Save details for everybody' }).click();
      await card.getByText('Details of this patient: Ward B').waitFor();
      expect(await violations(page)).toEqual([]);
      await shoot(page, 'patient-cards');
    });

    test('keys answer, arrows move, and a link leads to the cell in its field', async () => {
      await page
        .getByRole('link', { name: /Infected and unsure cells/ })
        .first()
        .click();
      const { cells } = (await patientOf(page, 'Q9')).result;
      await page.locator('.looked-tiles button').first().focus();
      await page.keyboard.press('u');
      await page.getByText(`1 of ${cells.length} confirmed, by A. Tech`).waitFor();
      expect((await patientOf(page, 'Q9')).result.cells[0]).toMatchObject({
        final_class: 'uninfected',
        by: 'A. Tech',
      });
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('t');
      await page.getByText(`0 of ${cells.length} confirmed`).waitFor();
      await shoot(page, 'gallery');
      expect(await violations(page)).toEqual([]);
      await page.getByRole('link', { name: 'Show it in its field' }).click();
      await page.waitForURL(/#\/smear\/[^/]+\/[^/]+\/\d+$/);
      const cell = Number(/\d+$/.exec(page.url())![0]);
      await page.getByRole('heading', { name: `Cell ${cell}:` }).waitFor();
      await page.getByRole('link', { name: 'Patient Q9' }).click();
    });

    test('a change after the sign-off is told with who made it, and has to be signed again', async () => {
      const { cells } = (await patientOf(page, 'Q9')).result;
      await page.getByLabel(`${cells.length} cells were not looked at. Sign nevertheless`).check();
      await page.getByRole('button', { name: 'Sign this result' }).click();
      await page.locator('.sign-off').getByText('Signed by A. Tech').waitFor();
      await page.getByRole('link', { name: 'Show it in its field' }).click();
      await page.getByText('A correction makes a new version').waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('link', { name: 'Patient Q9' }).click();
      await page.locator('.looked-tiles button').first().click();
      await page.keyboard.press('c');
      await page.getByText('Changed after the sign-off by A. Tech').waitFor();
      // Not signed as it is: another state of the report.
      const opened = page.context().waitForEvent('page');
      await page.getByRole('link', { name: 'Report for printing' }).click();
      const report = await opened;
      await report.getByText('Not signed: changed after the sign-off').waitFor();
      expect(await violationsInFile(report)).toEqual([]);
      await report.close();
      await page.getByText(/cell \d+: cannot tell, A. Tech/).waitFor();
      await shoot(page, 'changed');
      expect(await violations(page)).toEqual([]);
      await page.getByRole('link', { name: 'Version 1: A. Tech' }).waitFor();
      expect(problems).toEqual([]);
    });
  });
});

/** What is against WCAG in a page that lets no script run: the same page is looked at without its policy, in both themes and two widths. */
async function violationsInFile(file: Page): Promise<string[]> {
  const page = await file.context().browser()!.newPage();
  await page.setContent(await file.content());
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      found.push(...(await violations(page)).map((one) => `${colorScheme} ${width}: ${one}`));
    }
  }
  await page.close();
  return found;
}

/** As it is, where somebody wants to look. */
async function shootHere(page: Page, name: string): Promise<void> {
  const folder = process.env.GIEMSA_TEST_SHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
