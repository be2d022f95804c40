import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { expect, vi } from 'vitest';

/** Debian's Chromium, or one named by GIEMSA_TEST_CHROMIUM. */
const PROGRAM = process.env.GIEMSA_TEST_CHROMIUM ?? '/usr/bin/chromium';

/** Folder of the built page. */
export const BUILT = fileURLToPath(new URL('../dist', import.meta.url));

/** Whether there is a Chromium and a page to open in it. */
export const hasPage = existsSync(PROGRAM) && existsSync(`${BUILT}/index.html`);

/** Waits end by what they wait for; after this the page counts as stuck, on a machine with other work too. */
const STUCK_MS = 100_000;
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { timeout: STUCK_MS } } });

/** @param others options of Chromium */
export const startBrowser = (others: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath: PROGRAM, args: ['--no-sandbox', '--disable-dev-shm-usage', ...others] });

/** A page, and what goes wrong in it: errors, and addresses of other machines that it asks. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; problems: string[] }> {
  const page = await browser.newPage({ acceptDownloads: true, ...options });
  page.setDefaultTimeout(STUCK_MS);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('request', (request) => {
    if (!/^(http:\/\/127\.0\.0\.1|blob:|data:)/.test(request.url())) problems.push(`asked ${request.url()}`);
  });
  return { page, problems };
}

/** When all of the batch that the page shows has arrived and was read, and the page shows it. */
export const untilDone = (page: Page): Promise<void> =>
  expect
    .poll(() =>
      page.evaluate(async () => {
        const isBusy = () => document.querySelector('progress') !== null;
        const [, id] = /#\/(?:screen|smear)\/([^/]+)/.exec(location.hash) ?? [];
        if (isBusy() || id === undefined) return !isBusy();
        const { progress } = await (await fetch(`./api/v1/batches/${id}`)).json();
        const { total, done, refused, failed, announced, arrived } = progress;
        return announced === arrived && done + refused + failed === total && !isBusy();
      }),
    )
    .toBe(true);

/** When a picture is there to be seen. */
export const untilLoaded = (picture: Locator): Promise<void> =>
  expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);

/** What is against WCAG 2.2 AA on the page as it is. */
export async function violations(page: Page): Promise<string[]> {
  // The policy of the page lets no code in: axe comes by the debugging protocol, which it does not bind.
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: checker } = window as unknown as { axe: typeof axe };
    const results = await checker.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    return results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`);
  });
}

/** Where screenshots go, to be looked at. */
const SHOTS = process.env.GIEMSA_TEST_SHOTS;

/** The page as it is, in both themes and two widths, where somebody wants to look; then light and wide again. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: join(SHOTS, `${name}-${colorScheme}-${width}.png`), fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 900 });
}

export const overflows = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);
