import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { chromium } from 'playwright-core';

/** What the page below says. */
export interface Shown {
  readonly answer: { readonly class: string; readonly probability: number };
  readonly blank: object;
  readonly damaged: string;
  readonly heat: readonly number[];
  readonly peak: number;
  readonly size: number;
  readonly width: number;
  readonly height: number;
  readonly image: object;
}

const PAGE = `
import { heatImage, openCellModel, readPicture } from 'giemsa/browser';

const fetched = async (path) => (await fetch(path)).blob();
try {
  const file = await fetched('model.onnx');
  const model = await openCellModel(file);
  const picture = await readPicture(await fetched('cell.png'));
  const answer = await model.predict(picture, { gate: false });
  const blank = await model.predict({ data: new Uint8Array(64 * 64 * 3), width: 64, height: 64 });
  const { heat, peak, size } = await model.explain(picture);
  const layer = await heatImage({ heat, size }, picture.width, picture.height);
  const { width, height } = await createImageBitmap(layer);
  const bytes = new Uint8Array(await file.arrayBuffer());
  bytes[5000] ^= 1;
  const damaged = await openCellModel(bytes).then(() => 'opened', (error) => error.message);
  await model.release();
  globalThis.shown = {
    ...{ answer, blank, damaged, heat: [...heat], peak, size, width: picture.width, height: picture.height },
    image: { type: layer.type, width, height },
  };
} catch (error) {
  globalThis.shown = { error: String(error.stack ?? error) };
}
`;

/**
 * A page that uses `giemsa/browser`, built by Vite in a project that has it installed.
 * @returns the folder of the built page, with a cell and the shipped model beside it
 */
export async function bundleSite(
  project: string,
  inProject: (command: string, ...args: string[]) => Promise<unknown>,
): Promise<string> {
  const pictures = join(project, 'public');
  await mkdir(pictures, { recursive: true });
  const cells = join(project, 'cells', 'Parasitized');
  const name = (await readdir(cells)).find((file) => file.endsWith('.png'))!;
  await copyFile(join(cells, name), join(pictures, 'cell.png'));
  const model = join(project, 'node_modules', '@giemsa', 'core', 'models', 'default', 'model.onnx');
  await copyFile(model, join(pictures, 'model.onnx'));
  await writeFile(join(project, 'page.js'), PAGE);
  await writeFile(
    join(project, 'index.html'),
    '<!doctype html><title>cells</title><script type="module" src="./page.js"></script>',
  );
  await inProject('npx', '--no', 'vite', 'build', '--base', './', '--target', 'es2022');
  return join(project, 'dist');
}

const TYPES: Readonly<Record<string, string>> = {
  ...{
    '.html': 'text/html',
    '.js': 'text/javascript',
    '.mjs': 'text/javascript',
    '.wasm': 'application/wasm',
  },
};

/** Opens a built page in Chromium. @throws Error with what the page could not do */
export async function openInChromium(site: string): Promise<Shown> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url!, 'http://localhost').pathname;
    const file = join(site, path === '/' ? 'index.html' : path);
    try {
      const body = await readFile(file);
      response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream').end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({
    executablePath: process.env.GIEMSA_TEST_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction('globalThis.shown !== undefined', undefined, { timeout: 60_000 });
    const shown = (await page.evaluate('globalThis.shown')) as Shown & { error?: string };
    if (shown.error !== undefined) throw new Error(shown.error);
    return shown;
  } finally {
    await browser.close();
    server.close();
  }
}
