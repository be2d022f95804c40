import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** A page of the reading room in a state that a person meets. */
export interface State {
  /** Of its pictures: letters, digits, hyphens. */
  readonly name: string;
  /** Leads to it, from wherever the one before ended. */
  readonly open: (page: Page, room: Room) => Promise<unknown>;
}

export interface Room {
  /** Without a token. */
  readonly address: string;
  /** Of the same pages where a token is asked for. */
  readonly guarded: string;
  /** Folder with drawn cells and fields. */
  readonly drawn: string;
  /** Addresses of what earlier states made, such as `#/screen/ID`. */
  readonly made: Map<string, string>;
}

const NO_ID = '00000000-0000-4000-8000-000000000000';

async function go(page: Page, { address }: Room, hash: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${address}/${hash}`);
  await page.locator('h1, [role=alert]').first().waitFor();
}

/** When nothing has been sent or read for a while. */
async function quiet(page: Page): Promise<void> {
  const progress = page.locator('progress');
  for (let still = 0; still < 6; still = (await progress.count()) === 0 ? still + 1 : 0)
    await page.waitForTimeout(250);
}

/** In the language of a code, such as `fr`. */
async function speak(page: Page, language: string): Promise<void> {
  await page.locator('select', { has: page.locator('option[value=hi]') }).selectOption(language);
  await page.locator(`html[lang=${language}]`).waitFor();
}

const remember = (page: Page, { made }: Room, name: string) => made.set(name, new URL(page.url()).hash);
const open = (name: string) => (page: Page, room: Room) => go(page, room, room.made.get(name)!);

/** In the order in which they are reached. */
export const STATES: readonly State[] = [
  { name: 'home-empty', open: (page, room) => go(page, room, '#/screen') },
  {
    name: 'home-fields-chosen',
    open: async (page) => {
      await page.getByLabel('Whole fields of thin smears').check();
      await page.getByText('Measured values').click();
      await page.getByText('Count fields that would').click();
    },
  },
  {
    name: 'cells',
    open: async (page, room) => {
      await go(page, room, '#/screen');
      await page.getByRole('button', { name: 'Try with sample cells' }).click();
      await page.waitForURL(/#\/screen\/.+/);
      await quiet(page);
      await page.locator('.tile img').first().waitFor();
      remember(page, room, 'cells');
    },
  },
  { name: 'cells-threshold-tried', open: (page) => page.getByRole('slider').fill('0.95') },
  {
    name: 'cells-review',
    open: async (page, room) => {
      await open('cells')(page, room);
      await page.locator('.tile').nth(1).click();
      await page.getByLabel('Your name or initials').fill('A. Keza');
      await page.keyboard.press('Enter');
    },
  },
  {
    name: 'cells-reviewed',
    open: async (page, room) => {
      await page.keyboard.press('a');
      await page.waitForTimeout(300);
      await page.keyboard.press('d');
      await page.waitForTimeout(300);
      await page.keyboard.press('Escape');
      await open('cells')(page, room);
      await page.locator('.mark').first().waitFor();
    },
  },
  { name: 'cells-refused', open: (page) => page.getByLabel('Show').selectOption('refused') },
  {
    name: 'patients-sorted',
    open: async (page, room) => {
      await go(page, room, '#/screen');
      await page.getByLabel('Whole fields of thin smears').check();
      await page.locator('input[type=file]').nth(1).setInputFiles(join(room.drawn, 'film'));
      await page.getByRole('button', { name: 'Start reading' }).waitFor();
    },
  },
  {
    name: 'field-batch',
    open: async (page, room) => {
      await page.getByRole('button', { name: 'Start reading' }).click();
      await page.waitForURL(/#\/smear\/.+/);
      await quiet(page);
      await page.locator('.fields img').first().waitFor();
      remember(page, room, 'fields');
    },
  },
  {
    name: 'patients-sorted-again',
    open: (page) => page.getByRole('button', { name: 'Sort into patients' }).click(),
  },
  {
    name: 'patient',
    open: async (page, room) => {
      await open('fields')(page, room);
      await page.locator('.patient a.primary').first().click();
      await page.getByRole('heading', { name: 'Sign-off' }).waitFor();
      remember(page, room, 'patient');
    },
  },
  {
    name: 'patient-signed',
    open: async (page) => {
      const nevertheless = page.getByLabel(/Sign nevertheless/);
      if ((await nevertheless.count()) > 0) await nevertheless.check();
      await page.locator('.sign-off').getByLabel('Your name or initials').fill('A. Keza');
      await page.getByRole('button', { name: 'Sign this result' }).click();
      await page.getByText('Version 1: A. Keza').waitFor();
    },
  },
  {
    name: 'field',
    open: async (page, room) => {
      await open('fields')(page, room);
      await page.locator('.fields li.done a').first().click();
      await page.locator('path.cell').first().waitFor();
      remember(page, room, 'field');
    },
  },
  {
    name: 'field-cell',
    open: async (page) => {
      await page.getByRole('button', { name: /^Next cell/ }).click();
      await page.getByText('Probability of infection').waitFor();
    },
  },
  { name: 'field-outline', open: (page) => page.getByRole('button', { name: 'Adjust outline' }).click() },
  {
    name: 'blind-choice',
    open: async (page, room) => {
      await go(page, room, '#/screen');
      await page.getByLabel('Whole fields of thin smears').check();
      await page.locator('input[type=file]').nth(1).setInputFiles(join(room.drawn, 'film'));
      await page.getByLabel('Two persons read it blind').check();
      await page.getByLabel('Your name or initials').fill('A. Keza');
    },
  },
  {
    name: 'blind-fields',
    open: async (page) => {
      await page.getByRole('button', { name: 'Start reading' }).click();
      await page.waitForURL(/#\/smear\/.+/);
      await quiet(page);
      await page.getByText(/^You have read 0 of/).waitFor();
    },
  },
  {
    name: 'blind-field',
    open: async (page) => {
      await page.getByRole('link', { name: /^Read \d+ fields/ }).click();
      await page.locator('path.cell.asked').first().focus();
      await page.keyboard.press('i');
      await page.getByText(/^Infected: 1\./).waitFor();
    },
  },
  { name: 'home', open: (page, room) => go(page, room, '#/screen') },
  {
    name: 'rename',
    open: (page) =>
      page
        .getByRole('button', { name: /^Rename/ })
        .first()
        .click(),
  },
  {
    name: 'home-nothing-found',
    open: async (page, room) => {
      await go(page, room, '#/screen');
      await page.getByLabel('Search by name').fill('Ward 7');
      await page.getByText('No batch has').waitFor();
    },
  },
  {
    name: 'home-nothing-taken',
    open: async (page, room) => {
      await go(page, room, '#/screen');
      const files = ['slide.svs', 'notes.pdf'].map((name) => ({
        name,
        mimeType: '',
        buffer: Buffer.from('x'),
      }));
      await page.locator('input[type=file]').first().setInputFiles(files);
      await page.getByText('There were no pictures').waitFor();
    },
  },
  { name: 'private', open: (page, room) => go(page, room, '#/private') },
  {
    name: 'private-cells',
    open: async (page, room) => {
      await page.locator('input[type=file]').nth(1).setInputFiles(join(room.drawn, 'cells'));
      await page.locator('.tile').first().waitFor({ timeout: 120_000 });
      await quiet(page);
    },
  },
  { name: 'teach', open: (page, room) => go(page, room, '#/private/teach') },
  {
    name: 'teach-learned',
    open: async (page, room) => {
      await page.locator('input[type=file]').nth(1).setInputFiles(join(room.drawn, 'cells'));
      await page.getByRole('heading', { name: 'What it has learned' }).waitFor({ timeout: 300_000 });
    },
  },
  { name: 'models', open: (page, room) => go(page, room, '#/models') },
  {
    name: 'models-forms',
    open: async (page) => {
      for (const title of await page.locator('.start summary').all()) await title.click();
    },
  },
  {
    name: 'compare',
    open: async (page, room) => {
      await go(page, room, '#/models');
      await page.getByRole('button', { name: 'Compare' }).click();
      await page.waitForURL(/#\/compare\/.+/);
      await quiet(page);
      await page.getByText('What each model says').waitFor();
    },
  },
  { name: 'runs', open: (page, room) => go(page, room, '#/runs') },
  {
    name: 'runs-start',
    open: async (page) => {
      await page.getByText('Start a training').click();
      await page.getByLabel('Recipe').selectOption('synthetic');
      await page.getByText('More settings').click();
      await page.getByLabel('Picture size').fill('32');
      await page.locator('.plan p').first().waitFor();
    },
  },
  {
    name: 'runs-running',
    open: async (page) => {
      const form = page.locator('.training-form');
      await form.getByLabel('Name, if you like').fill('small pictures');
      await form.getByLabel('Your name or initials').fill('A. Keza');
      await form.getByRole('button', { name: 'Train', exact: true }).click();
      await page
        .getByText(/Now training, \d+ %/)
        .first()
        .waitFor();
    },
  },
  {
    name: 'runs-table',
    open: async (page, room) => {
      await page
        .getByText(/Now training, \d+ %/)
        .first()
        .waitFor({ state: 'detached', timeout: 300_000 });
      await go(page, room, '#/runs');
      for (const row of [0, 1]) await page.locator('.run-list').getByRole('checkbox').nth(row).check();
      await page.getByRole('region', { name: 'Side by side' }).waitFor();
    },
  },
  {
    name: 'runs-compared',
    open: async (page) => {
      const part = page.getByRole('region', { name: /^Old model and this one/ }).first();
      await part.getByRole('button', { name: 'Compare' }).click();
      await part.getByText(/and this training on the same/).waitFor({ timeout: 120_000 });
    },
  },
  { name: 'no-such-page', open: (page, room) => go(page, room, '#/nothing') },
  { name: 'gone', open: (page, room) => go(page, room, `#/screen/${NO_ID}`) },
  {
    name: 'unreachable',
    open: async (page, room) => {
      await page.route('**/api/v1/models', (route) => route.abort());
      await go(page, room, '#/models');
      await page.unroute('**/api/v1/models');
    },
  },
  {
    name: 'token',
    open: async (page, { guarded }) => {
      await page.goto(guarded);
      await page.getByRole('heading', { name: 'This server requires a token' }).waitFor();
    },
  },
  {
    name: 'token-wrong',
    open: async (page) => {
      await page.getByRole('textbox', { name: 'Token' }).fill('wrong');
      await page.keyboard.press('Enter');
      await page.getByText('That is not a token').waitFor();
    },
  },
  // Whoever chooses a language keeps it: these come last.
  {
    name: 'home-hi',
    open: async (page, room) => {
      await go(page, room, '#/screen');
      await speak(page, 'hi');
    },
  },
  { name: 'home-sw', open: (page) => speak(page, 'sw') },
  {
    name: 'field-fr',
    open: async (page, room) => {
      await speak(page, 'fr');
      await open('field')(page, room);
      await page.locator('path.cell').first().waitFor();
      await page.locator('path.cell').first().focus();
    },
  },
  { name: 'runs-fr', open: (page, room) => go(page, room, '#/runs') },
];
