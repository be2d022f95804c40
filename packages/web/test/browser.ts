import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Debian's Chromium, or one named by GIEMSA_TEST_CHROMIUM. */
const PROGRAM = process.env.GIEMSA_TEST_CHROMIUM ?? '/usr/bin/chromium';

export const hasChromium = existsSync(PROGRAM);

export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: PROGRAM, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
