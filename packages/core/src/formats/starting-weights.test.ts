import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { create } from 'tar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { findStartingWeights } from './starting-weights.js';

test('the repository has them', async () => {
  expect(await findStartingWeights('drawn-cells')).toMatch(/weights.drawn-cells.model\.onnx$/);
});

describe('fetched from a registry', () => {
  let server: Server;
  let folder: string;
  let registry: string;
  let archive: Buffer;
  let asked: string[];
  let integrity: string;

  beforeAll(async () => {
    folder = await temporaryFolder();
    await mkdir(join(folder, 'package/others'), { recursive: true });
    await writeFile(join(folder, 'package/others/model.onnx'), 'weights');
    await create({ gzip: true, cwd: folder, file: join(folder, 'weights.tgz') }, ['package']);
    archive = await readFile(join(folder, 'weights.tgz'));
    asked = [];
    integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
    server = createServer((request, response) => {
      asked.push(request.url!);
      if (request.url!.endsWith('.tgz')) response.end(archive);
      else if (request.url!.startsWith('/@giemsa%2fweights/'))
        response.end(JSON.stringify({ dist: { tarball: `${registry}weights.tgz`, integrity } }));
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });

  afterAll(() => void server.close());

  test('once', async () => {
    const options = { registry, directory: join(folder, 'cache/0') };
    const file = await findStartingWeights('others', options);
    expect(await readFile(file, 'utf8')).toBe('weights');
    expect(asked).toHaveLength(2);
    await findStartingWeights('others', options);
    expect(asked).toHaveLength(2);
  });

  test('an archive that is not the published one is refused', async () => {
    const right = integrity;
    integrity = `sha512-${Buffer.alloc(64).toString('base64')}`;
    const finding = findStartingWeights('others', { registry, directory: join(folder, 'cache/1') });
    await expect(finding).rejects.toThrow('its SHA-512 is');
    integrity = right;
  });

  test('if the registry has none, the error says what to do', async () => {
    const finding = findStartingWeights('others', {
      registry: `${registry}nothing/`,
      directory: join(folder, 'cache/2'),
    });
    await expect(finding).rejects.toThrow(
      /answers 404 Not Found\. Install it \(npm install @giemsa\/weights@.*\), or train from others: weights none/,
    );
  });
});
