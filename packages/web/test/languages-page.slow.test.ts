import { parse, type Token } from '@messageformat/parser';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, options, startRoom, temporaryFolder } from '../../server/test/support/room.js';
import { en } from '../src/texts/en/index.js';
import { LANGUAGES, type Language } from '../src/texts/languages.js';
import { hasPage, openPage, overflows, shoot, startBrowser, untilDone, violations } from './browser.js';

/** As browsers of these countries name them. */
const BROWSERS: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  fr: 'fr-CM',
  pt: 'pt-MZ',
  es: 'es-PE',
  sw: 'sw-TZ',
  hi: 'hi-IN',
};

type Tree = { readonly [name: string]: string | Tree };
const messagesOf = (tree: Tree): string[] =>
  Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : messagesOf(value)));

/** What stands between the values of a message, also within the cases of a plural. */
const wordsOf = (message: string): string[] => {
  const inTokens = (tokens: readonly Token[]): string[] =>
    tokens.flatMap((token) => {
      if (token.type === 'content') return [token.value.trim()];
      return 'cases' in token ? token.cases.flatMap(({ tokens: inner }) => inTokens(inner)) : [];
    });
  return inTokens(parse(message));
};

/** Of two words or more: a single one may be the same in another language. */
const phrasesOf = (catalogue: Tree): Set<string> =>
  new Set(
    messagesOf(catalogue)
      .flatMap(wordsOf)
      .filter((words) => /\p{L}{2,}\P{L}+\p{L}{2,}/u.test(words)),
  );

/** All that is read on a page, also by programs that read it aloud. */
const saidOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    // What the server says of a result is no text of the page.
    const ofServer = '.notice li';
    const shown = [...document.querySelectorAll('body *')].filter((one) => !one.closest(ofServer));
    return shown.flatMap((one) => [
      ...[...one.childNodes].flatMap((node) => (node.nodeType === Node.TEXT_NODE ? [node.nodeValue!] : [])),
      ...['aria-label', 'placeholder', 'title', 'alt'].map((name) => one.getAttribute(name) ?? ''),
    ]);
  });

describe.skipIf(!hasPage)('the page in other languages, in Chromium', () => {
  let room: Client;
  let browser: Browser;
  /** Address of each page by its name. */
  const pages = new Map<string, string>();

  beforeAll(async () => {
    room = await startRoom(options(await temporaryFolder()));
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await room?.server.stop();
  });

  test('drawn samples are there to be shown', async () => {
    const { page } = await openPage(browser);
    const drawn = async (button: string, name: string) => {
      await page.goto(`${room.server.address}/#/screen`);
      await page.getByRole('button', { name: button }).click();
      await page.waitForURL(/#\/(screen|smear)\/.+/);
      await untilDone(page);
      pages.set(name, page.url());
    };
    pages.set('home', `${room.server.address}/#/screen`);
    await drawn('Try with sample cells', 'cells');
    await drawn('Try a sample field', 'smear');
    await page.getByRole('link', { name: /looked at|Result and sign-off/ }).click();
    await page.waitForURL(/#\/patient\/.+/);
    pages.set('patient', page.url());
    await page.goto(pages.get('smear')!);
    await page.locator('.fields a').first().click();
    await page.waitForURL(/#\/smear\/[^/]+\/.+/);
    pages.set('field', page.url());
    for (const name of ['private', 'models', 'runs', 'log'])
      pages.set(name, `${room.server.address}/#/${name}`);
    await page.close();
  });

  test.each(Object.keys(LANGUAGES) as Language[])(
    '%s: chosen by the browser, whole, and in its place',
    async (language) => {
      const own = phrasesOf(
        ((await import(`../src/texts/${language}/index.ts`)) as Record<string, Tree>)[language]!,
      );
      // Batches keep the name that they were given.
      const names: readonly string[] = Object.values(en.home.samples.names);
      const english = [...phrasesOf(en)].filter((phrase) => !own.has(phrase) && !names.includes(phrase));
      const { page, problems } = await openPage(browser, { locale: BROWSERS[language] });
      for (const [name, address] of pages) {
        await page.goto('about:blank');
        await page.setViewportSize({ width: 1280, height: 900 });
        await page.goto(address);
        await page.locator('h1, .drop').first().waitFor();
        await page.waitForLoadState('networkidle');
        expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
        const said = await saidOn(page);
        const left = english.filter((phrase) => said.some((text) => text.includes(phrase)));
        expect.soft(language === 'en' ? [] : left, `${name} in ${language}`).toEqual([]);
        expect.soft(await violations(page), `${name} in ${language}`).toEqual([]);
        await page.setViewportSize({ width: 390, height: 844 });
        expect.soft(await overflows(page), `${name} in ${language} at 390 px`).toBe(false);
        await shoot(page, `${language}-${name}`);
      }
      expect(problems).toEqual([]);
      await page.close();
    },
  );

  test('first load is at most 100 KB on the wire in each language', async () => {
    for (const [language, locale] of Object.entries(BROWSERS)) {
      const { page } = await openPage(browser, { locale, serviceWorkers: 'block' });
      const session = await page.context().newCDPSession(page);
      await session.send('Network.enable');
      const [urls, sizes] = [new Map<string, string>(), new Map<string, number>()];
      session.on('Network.requestWillBeSent', ({ requestId, request }) => urls.set(requestId, request.url));
      session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
        sizes.set(urls.get(requestId)!, encodedDataLength),
      );
      await page.goto(room.server.address);
      await page.locator('.drop').waitFor();
      await page.waitForLoadState('networkidle');
      const loaded = [...sizes].filter(([url]) => !url.includes('/api/'));
      const bytes = loaded.reduce((sum, [, size]) => sum + size, 0);
      console.log(`first load in ${language}: ${(bytes / 1000).toFixed(1)} KB`);
      expect(bytes).toBeGreaterThan(30_000);
      expect(bytes, language).toBeLessThan(100_000);
      await page.close();
    }
  });

  test('a person chooses another one in the page, which stays as it is, and is spoken the next time', async () => {
    const { page } = await openPage(browser, { locale: 'de-DE' });
    await page.goto(pages.get('home')!);
    await page.getByText('It makes no diagnosis').waitFor();
    await page.getByLabel('Search by name').fill('drawn');
    await page.getByLabel('Language').selectOption({ label: 'Français' });
    await page.getByText('Il ne pose aucun diagnostic').waitFor();
    expect(await page.getByLabel('Chercher par nom').inputValue()).toBe('drawn');
    expect(await page.title()).toMatch(/giemsa/);
    await page.reload();
    await page.getByText('Il ne pose aucun diagnostic').waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('fr');
    await page.getByLabel('Langue').selectOption({ label: 'English' });
    await page.getByText('It makes no diagnosis').waitFor();
    await page.close();
  });

  test('words of another language that cannot be loaded leave the page in the one it has', async () => {
    const { page } = await openPage(browser, { locale: 'en-GB', serviceWorkers: 'block' });
    await page.goto(pages.get('home')!);
    await page.getByText('It makes no diagnosis').waitFor();
    await page.route('**/assets/first-*', (route) => route.abort());
    const told = page.waitForEvent('dialog');
    const chosen = page.getByLabel('Language').selectOption({ label: 'Kiswahili' });
    const dialog = await told;
    expect(dialog.message()).toContain('could not be loaded');
    await dialog.accept();
    await chosen;
    await page.getByText('It makes no diagnosis').waitFor();
    expect(await page.getByLabel('Language').inputValue()).toBe('en');
    await page.close();
  });
});
