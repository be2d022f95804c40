import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fetchImageNetWeights } from './imagenet-weights.js';

const NAME = 'resnet50v2_weights_tf_dim_ordering_tf_kernels_notop.h5';
const content = Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 7919) % 251));
const md5 = createHash('md5').update(content).digest('hex');

let directory: string;
let server: Server | undefined;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'giemsa-weights-'));
});
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  await rm(directory, { recursive: true });
});

/** @returns the address of a server's folder */
async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((listening) => server!.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/resnet/`;
}

test('are fetched once, then taken from the cache', async () => {
  let requests = 0;
  const address = await serve((request, response) => {
    requests++;
    expect(request.url).toBe(`/resnet/${NAME}`);
    response.end(content);
  });
  const path = await fetchImageNetWeights({ address, md5, directory });
  expect(path).toBe(join(directory, NAME));
  expect(content.equals(await readFile(path))).toBe(true);
  await fetchImageNetWeights({ address, md5, directory });
  expect(requests).toBe(1);
});

test('go on where a cut connection stopped', async () => {
  let requests = 0;
  const address = await serve((request, response) => {
    const from = Number(/\d+/.exec(request.headers.range ?? '')?.[0] ?? 0);
    response.statusCode = from > 0 ? 206 : 200;
    if (from > 0)
      response.setHeader('content-range', `bytes ${from}-${content.length - 1}/${content.length}`);
    response.setHeader('content-length', content.length - from);
    if (++requests > 1) return response.end(content.subarray(from));
    return response.write(content.subarray(0, 70_000), () => setTimeout(() => response.destroy(), 50));
  });
  const path = await fetchImageNetWeights({ address, md5, directory });
  expect(content.equals(await readFile(path))).toBe(true);
  expect(requests).toBe(2);
});

test('wrong bytes are refused and removed', async () => {
  const address = await serve((_, response) => response.end('<html>not here</html>'));
  await expect(fetchImageNetWeights({ address, md5, directory })).rejects.toThrow(
    /its MD5 is \w{32}, the published one is .*The file was removed/,
  );
  await expect(readFile(join(directory, NAME))).rejects.toThrow('ENOENT');
});

test('a file that was put into the cache by hand is used without a network', async () => {
  await writeFile(join(directory, NAME), content);
  expect(await fetchImageNetWeights({ address: 'http://127.0.0.1:1/', md5, directory })).toBe(
    join(directory, NAME),
  );
});

test('without a network: one line that says where to put the file', async () => {
  const address = await serve((_, response) => response.writeHead(503).end());
  const failed = fetchImageNetWeights({ address, md5, directory });
  await expect(failed).rejects.toThrow(
    `the server answers 503 Service Unavailable. Without a network: put the file at ${join(directory, NAME)}`,
  );
});
