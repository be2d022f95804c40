// npm run test:browser: the example of a page that trains, and what the engine weighs in a page.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { afterAll, expect, test } from 'vitest';
import { buildSite, serveSite } from './support/site.js';

const PROGRAM = process.env.GIEMSA_TEST_CHROMIUM ?? '/usr/bin/chromium';
const folder = mkdtempSync(join(tmpdir(), 'giemsa-example-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The whole engine, minified, without the WebAssembly libraries that it runs on. @returns bytes of each file, packed by gzip */
async function packedSizes(): Promise<number[]> {
  const { output } = (await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ...{ write: false, target: 'es2022' },
      rolldownOptions: {
        input: fileURLToPath(new URL('../dist/browser.js', import.meta.url)),
        preserveEntrySignatures: 'strict',
        external: [/^onnxruntime-web/, 'h5wasm'],
      },
    },
  })) as Rolldown.RolldownOutput;
  return output.map((chunk) => gzipSync((chunk as Rolldown.OutputChunk).code, { level: 9 }).length);
}

test('the whole engine takes at most 60 KB of a page, packed, without the runtime; as README.md says', async () => {
  const kilobytes = Math.ceil((await packedSizes()).reduce((sum, size) => sum + size, 0) / 1000);
  expect(kilobytes).toBeLessThanOrEqual(60);
  const text = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  expect(text).toContain(`${kilobytes} KB`);
}, 120_000);

test.runIf(existsSync(PROGRAM))(
  'the example trains in Chromium, is stopped, and gives its files',
  async () => {
    await buildSite(fileURLToPath(new URL('../../../examples/browser', import.meta.url)), folder);
    const { address, close } = await serveSite(folder, { isolated: true });
    const browser = await chromium.launch({ executablePath: PROGRAM, args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage();
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).origin));
      await page.goto(address);
      await page.getByText(/^WebAssembly on \d+ threads?\.$/).waitFor();
      await page.getByRole('button', { name: 'Train' }).click();
      const log = () => page.getByRole('log').textContent();
      await expect.poll(log, { timeout: 100_000 }).toMatch(/(?:^|\n)done: a new healthy cell/);
      expect(await log()).toMatch(/\nepoch 6: .* (?:9\d|100) % of cells never seen are right\n/);
      await page.getByRole('button', { name: 'Train' }).click();
      await page.getByRole('button', { name: 'Stop' }).click();
      await expect.poll(log, { timeout: 100_000 }).toMatch(/\nstopped: a new healthy cell/);
      for (const [name, first] of [
        ['.h5', '\x89HDF'],
        ['.onnx', '\x08'],
      ] as const) {
        const downloading = page.waitForEvent('download');
        await page.getByRole('button', { name }).click();
        const download = await downloading;
        expect(download.suggestedFilename()).toBe(`cells${name}`);
        expect(readFileSync(await download.path(), 'latin1').startsWith(first)).toBe(true);
      }
      if (process.env.GIEMSA_TEST_SHOTS)
        await page.screenshot({ path: join(process.env.GIEMSA_TEST_SHOTS, 'example.png'), fullPage: true });
      expect(new Set(asked)).toEqual(new Set([new URL(address).origin]));
    } finally {
      await browser.close();
      close();
    }
  },
  300_000,
);
