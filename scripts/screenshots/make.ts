// Pictures of every page of the reading room in every state, both themes and three widths, to be looked at: `npm run screenshots`,
// or `npm run screenshots -- home cells` for some states and those before them. Into build/screenshots, with an index.html. Cells are
// drawn; the models are those that ship, and a small one that is trained first. Needs a Chromium.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { galleryPage, type Shot } from './gallery.js';
import { type Room, STATES, type State } from './states.js';

const CHROMIUM = process.env.GIEMSA_TEST_CHROMIUM ?? '/usr/bin/chromium';
const OUT = resolve('build/screenshots');
const WORK = resolve('build/screenshots-work');
const PROGRAM = resolve('packages/giemsa/bin/giemsa.js');
const PORTS = { open: 18_081, guarded: 18_082 };
const TOKEN = 'a token for pictures of the page that ask for one';
const THEMES = ['light', 'dark'] as const;
/** A phone, a laptop, a large screen. */
const SIZES = [
  [390, 844],
  [1280, 800],
  [2560, 1440],
] as const;

const giemsa = (...args: string[]) =>
  execFileSync(process.execPath, [PROGRAM, ...args], { cwd: WORK, stdio: 'inherit' });

/** A training to show, and drawn pictures: made once, and kept for the next time. */
async function prepare(): Promise<string> {
  await mkdir(WORK, { recursive: true });
  if (!existsSync(join(WORK, 'runs'))) giemsa('start');
  const drawn = join(WORK, 'drawn');
  if (existsSync(drawn)) return drawn;
  giemsa('data', 'synth', 'synth', '--cells', '48', '--patients', '6', '--fields', '3', '--seed', '7');
  for (const kind of ['Parasitized', 'Uninfected'])
    await cp(join(WORK, 'synth', kind), join(drawn, 'cells', kind), { recursive: true });
  const fields = (await readdir(join(WORK, 'synth/fields'))).filter((name) => /^field_\d\.png$/.test(name));
  for (const [index, name] of fields.entries())
    await cp(join(WORK, 'synth/fields', name), join(drawn, 'film', `patient ${1 + (index >> 1)}`, name));
  return drawn;
}

async function serve(port: number, data: string, token?: string): Promise<ChildProcess> {
  await rm(join(WORK, data), { recursive: true, force: true });
  const training = join('data/synthetic');
  const args = ['serve', '--port', String(port), '--data', data, '--trash-days', '30'];
  if (existsSync(join(WORK, training))) args.push('--dataset', training);
  const server = spawn(process.execPath, [PROGRAM, ...args], {
    cwd: WORK,
    env: { ...process.env, ...(token !== undefined && { GIEMSA_TOKEN: token }) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (let tries = 0; tries < 120; tries++) {
    if (
      await fetch(`http://127.0.0.1:${port}/`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return server;
    await new Promise((done) => setTimeout(done, 500));
  }
  throw new Error(`the server at port ${port} did not start`);
}

async function shoot(page: Page, { name }: State): Promise<Shot[]> {
  const shots: Shot[] = [];
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme });
    for (const [width, height] of SIZES) {
      await page.setViewportSize({ width, height });
      const fit = page.getByRole('button', { name: 'Whole field' });
      if (await fit.isVisible()) await fit.click();
      await page.waitForTimeout(150);
      const file = `${name}-${theme}-${width}.png`;
      await page.screenshot({ path: join(OUT, file), fullPage: true });
      shots.push({ state: name, theme, width, file });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 800 });
  return shots;
}

const wanted = process.argv.slice(2);
const last =
  wanted.length === 0 ? STATES.length - 1 : STATES.findLastIndex(({ name }) => wanted.includes(name));
if (last < 0)
  throw new Error(`there are no such states; there are ${STATES.map(({ name }) => name).join(', ')}`);
const drawn = await prepare();
await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
const servers = [await serve(PORTS.open, 'room'), await serve(PORTS.guarded, 'guarded', TOKEN)];
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
const shots: Shot[] = [];
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  page.setDefaultTimeout(60_000);
  const address = (port: number) => `http://127.0.0.1:${port}`;
  const room: Room = {
    ...{ address: address(PORTS.open), guarded: address(PORTS.guarded) },
    ...{ drawn, made: new Map() },
  };
  for (const state of STATES.slice(0, last + 1)) {
    await state.open(page, room);
    if (wanted.length === 0 || wanted.includes(state.name)) shots.push(...(await shoot(page, state)));
  }
} finally {
  await writeFile(join(OUT, 'index.html'), galleryPage(shots));
  await browser.close();
  for (const server of servers) server.kill();
}
console.log(`${shots.length} pictures: ${join(OUT, 'index.html')}`);
