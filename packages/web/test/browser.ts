import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Debian's Chromium, or one named by GIEMSA_TEST_CHROMIUM. */
const PROGRAM = process.env.GIEMSA_TEST_CHROMIUM ?? '/usr/bin/chromium';

export const hasChromium = existsSync(PROGRAM);

/** @param others options of Chromium */
export const startBrowser = (others: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath: PROGRAM, args: ['--no-sandbox', '--disable-dev-shm-usage', ...others] });

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

export const overflows = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);
