// Makes the pictures of the README by the program itself, from drawn cells: `npm run docs:pictures`. Needs a Chromium.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';

const CHROMIUM = process.env.GIEMSA_TEST_CHROMIUM ?? '/usr/bin/chromium';
const OUT = resolve('docs/pictures');
const WORK = resolve('build/pictures');
const PROGRAM = resolve('packages/giemsa/bin/giemsa.js');
const PORT = 18_080;

const giemsa = (...args: string[]) =>
  execFileSync(process.execPath, [PROGRAM, ...args], { cwd: WORK, stdio: 'inherit' });

await rm(WORK, { recursive: true, force: true });
await mkdir(WORK, { recursive: true });
giemsa('start');
const run = `runs/${(await readdir(join(WORK, 'runs')))[0]!}`;
// Drawn cells and fields that the model has not seen, some of each class for the page.
giemsa('data', 'synth', 'new', '--cells', '60', '--patients', '6', '--fields', '2', '--seed', '7');
await mkdir(join(WORK, 'film'));
await cp(join(WORK, 'new/fields'), join(WORK, 'film/patient 1'), {
  recursive: true,
  filter: (file) => !/json|csv|_cells|_parasites/.test(file),
});
for (const kind of ['Parasitized', 'Uninfected'])
  await cp(join(WORK, 'new', kind), join(WORK, 'cells', kind), { recursive: true });

const server = spawn(process.execPath, [PROGRAM, 'serve', '--model', run, '--port', String(PORT)], {
  cwd: WORK,
  stdio: ['ignore', 'pipe', 'inherit'],
});
await once(server.stdout, 'data');
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
try {
  await mkdir(OUT, { recursive: true });
  await report(browser);
  await cells(browser);
  await field(browser);
} finally {
  await browser.close();
  server.kill();
}

/** The head of the run's report. */
async function report(browser: Browser): Promise<void> {
  const page = await openPage(browser, `file://${join(WORK, run, 'report.html')}`, 900);
  await save(page, 'report.png');
}

/** The gallery of a batch of cells, with heat maps. */
async function cells(browser: Browser): Promise<void> {
  const page = await openPage(browser, `http://127.0.0.1:${PORT}/`, 900);
  await page.locator('input[type=file]').nth(1).setInputFiles(join(WORK, 'cells'));
  await page.waitForURL(/#\/screen\/.+/);
  await page.locator('.tile').first().waitFor();
  await page.locator('progress').waitFor({ state: 'detached' });
  await page.waitForTimeout(1500);
  await save(page, 'reading-room.png');
}

/** A whole field with its outlines. */
async function field(browser: Browser): Promise<void> {
  const page = await openPage(browser, `http://127.0.0.1:${PORT}/`, 900);
  await page.getByLabel('Whole fields of thin smears').check();
  await page.locator('input[type=file]').nth(1).setInputFiles(join(WORK, 'film'));
  await page.getByRole('button', { name: 'Start reading' }).click();
  await page.waitForURL(/#\/smear\/.+/);
  await page.locator('progress').waitFor({ state: 'detached' });
  await page.locator('.fields li.done a').first().click();
  await page.locator('path.cell').first().waitFor();
  await page.waitForTimeout(1500);
  await save(page, 'field.png');
}

async function openPage(browser: Browser, address: string, height: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height }, colorScheme: 'light' });
  await page.goto(address);
  return page;
}

/** With a palette, which makes a third of the bytes. */
async function save(page: Page, name: string): Promise<void> {
  const { size } = await sharp(await page.screenshot())
    .png({ palette: true, quality: 80, effort: 10 })
    .toFile(join(OUT, name));
  console.log(`docs/pictures/${name}: ${Math.round(size / 1000)} kB`);
}
