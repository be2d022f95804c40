import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};

/** What lets a page have threads. */
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** Bundles a page as the example is. @param root folder of its index.html @param target where the built page goes */
export async function buildSite(root: string, target: string): Promise<void> {
  const configFile = fileURLToPath(new URL('../../../../examples/browser/vite.config.ts', import.meta.url));
  const rolldownOptions = { checks: { pluginTimings: false } };
  await build({
    ...{ root, configFile, logLevel: 'warn' },
    build: { outDir: target, emptyOutDir: true, rolldownOptions },
  });
}

/** Serves a built page on loopback. @param isolated whether with the headers that let it have threads */
export async function serveSite(
  folder: string,
  { isolated }: { isolated: boolean },
): Promise<{ address: string; close: () => void }> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url!, 'http://localhost').pathname;
    const file = join(folder, path === '/' ? 'index.html' : path);
    if (isolated) response.setHeaders(new Map(Object.entries(ISOLATION)));
    try {
      const body = await readFile(file);
      response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream').end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
