import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
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

/** Bundles a page with Vite. @param root folder of its index.html and, if any, its vite.config.ts @param outDir where the page goes */
export async function buildSite(root: string, outDir: string): Promise<void> {
  const rolldownOptions = { checks: { pluginTimings: false } };
  await build({
    ...{ root, base: './', logLevel: 'warn', worker: { format: 'es' } },
    build: { outDir, emptyOutDir: true, target: 'es2022', rolldownOptions },
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
