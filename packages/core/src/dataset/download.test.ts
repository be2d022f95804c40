import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../errors/user-error.js';
import { fetchFile } from '../files/fetch-file.js';
import { downloadDataset } from './download.js';
import { unzip } from './unzip.js';

/** A ZIP archive; `announced` lies about the unpacked size of its entries. */
function zip(entries: Record<string, Buffer>, announced?: number): Buffer {
  const locals: Buffer[] = [];
  const table: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const packed = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(announced ?? content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed]);
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02');
    common.copy(entry, 6);
    entry.writeUInt32LE(offset, 42);
    table.push(Buffer.concat([entry, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(table.length, 8);
  end.writeUInt16LE(table.length, 10);
  end.writeUInt32LE(Buffer.concat(table).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...table, end]);
}

const sha256 = (data: Buffer) => createHash('sha256').update(data).digest('hex');
const content = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 251));

let directory: string;
let server: Server | undefined;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'giemsa-download-'));
});
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server!.address() as AddressInfo).port}/`;
}

/** A server with range requests that cuts each answer off after `most` bytes, for the first `cuts` answers. */
function cutting(
  body: Buffer,
  cuts: number,
  most = 100_000,
): { listener: RequestListener; ranges: string[] } {
  const ranges: string[] = [];
  const listener: RequestListener = (request, response) => {
    const { range } = request.headers;
    ranges.push(range ?? 'all');
    const start = Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
    if (start >= body.length) {
      response.writeHead(416, { 'content-range': `bytes */${body.length}` }).end();
      return;
    }
    response.writeHead(range ? 206 : 200, {
      'content-length': body.length - start,
      ...(range && { 'content-range': `bytes ${start}-${body.length - 1}/${body.length}` }),
    });
    if (ranges.length > cuts) response.end(body.subarray(start));
    else response.write(body.subarray(start, start + most), () => setTimeout(() => response.destroy(), 50));
  };
  return { listener, ranges };
}

describe('fetching a file', () => {
  const path = () => join(directory, 'cells.bin');

  test('writes it, records its SHA-256 beside it and reports progress', async () => {
    const address = await serve(cutting(content, 0).listener);
    const seen: (number | undefined)[][] = [];
    const sum = await fetchFile(address, path(), {
      onProgress: ({ done, total }) => seen.push([done, total]),
    });
    expect(sum).toBe(sha256(content));
    expect(Buffer.compare(await readFile(path()), content)).toBe(0);
    expect(await readFile(`${path()}.sha256`, 'utf8')).toBe(`${sum}  cells.bin\n`);
    expect(seen.at(-1)).toEqual([content.length, content.length]);
    expect((await readdir(directory)).sort()).toEqual(['cells.bin', 'cells.bin.sha256']);
  });

  test('takes a connection up again that was cut', async () => {
    const { listener, ranges } = cutting(content, 2);
    expect(await fetchFile(await serve(listener), path())).toBe(sha256(content));
    expect(ranges[0]).toBe('all');
    expect(ranges).toHaveLength(3);
    expect(ranges[2]).toMatch(/^bytes=\d{5,}-$/);
  });

  test('continues a partial download', async () => {
    await writeFile(`${path()}.part`, content.subarray(0, 200_000));
    const { listener, ranges } = cutting(content, 0);
    expect(await fetchFile(await serve(listener), path())).toBe(sha256(content));
    expect(ranges).toEqual(['bytes=200000-']);
  });

  test('starts over where the server knows no ranges, or the part is not of this file', async () => {
    await writeFile(`${path()}.part`, content.subarray(0, 200_000));
    const address = await serve((_, response) => response.end(content));
    expect(await fetchFile(address, path())).toBe(sha256(content));
    server!.close();
    const other = join(directory, 'other.bin');
    await writeFile(`${other}.part`, Buffer.alloc(400_000));
    expect(await fetchFile(await serve(cutting(content, 0).listener), other)).toBe(sha256(content));
  });

  test('finishes a part that is whole', async () => {
    await writeFile(`${path()}.part`, content);
    expect(await fetchFile(await serve(cutting(content, 0).listener), path())).toBe(sha256(content));
  });

  test('does not fetch a finished file again', async () => {
    const { listener, ranges } = cutting(content, 0);
    const address = await serve(listener);
    await fetchFile(address, path());
    await fetchFile(address, path());
    expect(ranges).toHaveLength(1);
  });

  test('refuses wrong bytes by the published checksum, and removes them', async () => {
    const address = await serve((_, response) => response.end('something else'));
    const error = await fetchFile(address, path(), { sha256: sha256(content) }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(UserError);
    expect((error as Error).message).toContain(`the published one is ${sha256(content)}`);
    expect(await readdir(directory)).toEqual([]);
  });

  test('refuses wrong bytes by the checksum of the first download', async () => {
    const address = await serve(cutting(content, 0).listener);
    await fetchFile(address, path());
    await writeFile(path(), 'damaged');
    await expect(fetchFile(address, path())).rejects.toThrow('the one of the first download');
    expect(await fetchFile(address, path())).toBe(sha256(content));
  });

  test('a file of somebody else’s under the name of the one to fetch is left where it is', async () => {
    const address = await serve(cutting(content, 0).listener);
    await writeFile(path(), 'my own archive');
    await expect(fetchFile(address, path(), { sha256: sha256(content) })).rejects.toThrow(
      'It was there before: move it',
    );
    expect(await readFile(path(), 'utf8')).toBe('my own archive');
  });

  test('says what the server answers', async () => {
    const address = await serve((_, response) => response.writeHead(404).end());
    await expect(fetchFile(address, path())).rejects.toThrow(
      `cannot download ${address}: the server answers 404 Not Found`,
    );
  });

  test('says that there is no connection, and keeps the part', async () => {
    await writeFile(`${path()}.part`, Buffer.alloc(2_500_000));
    const error = await fetchFile('http://127.0.0.1:1/', path()).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect((error as Error).message).toMatch(
      /cannot download http.*2\.5 MB are kept; check the network and run/,
    );
    expect(await readdir(directory)).toEqual(['cells.bin.part']);
  });
});

describe('unpacking', () => {
  const unpack = async (archive: Buffer, limits?: { entries: number; bytes: number }) => {
    await writeFile(join(directory, 'a.zip'), archive);
    return unzip(join(directory, 'a.zip'), join(directory, 'out'), limits);
  };

  test('makes folders, and leaves leftovers of Windows and macOS out', async () => {
    const file = Buffer.from('pixels');
    await unpack(
      zip({
        'a/b/1.png': file,
        'a/': Buffer.alloc(0),
        'a/Thumbs.db': file,
        '__MACOSX/a/._1.png': file,
        'a/.x': file,
      }),
    );
    const names = await readdir(join(directory, 'out'), { recursive: true });
    expect(names.sort()).toEqual(['a', 'a/b', 'a/b/1.png']);
    expect(await readFile(join(directory, 'out/a/b/1.png'), 'utf8')).toBe('pixels');
  });

  test.each(['../evil.png', 'a/../../evil.png', '/evil.png', 'C:\\evil.png', '..\\evil.png'])(
    '%s does not leave the folder',
    async (name) => {
      await expect(unpack(zip({ [name]: content }))).rejects.toThrow(
        /cannot unpack .*(relative|absolute|invalid)/,
      );
      expect(await readdir(directory)).not.toContain('evil.png');
    },
  );

  test('a bomb is refused by its announced size, by its count, and where it lies about its size', async () => {
    const bomb = Buffer.alloc(3_000_000);
    await expect(unpack(zip({ a: bomb }), { entries: 9, bytes: 1e6 })).rejects.toThrow('more than 0.001 GB');
    await expect(unpack(zip({ a: bomb, b: bomb }), { entries: 1, bytes: 1e9 })).rejects.toThrow(
      'it holds 2 files',
    );
    await expect(unpack(zip({ a: bomb }, 10))).rejects.toThrow('cannot unpack');
  });

  test('a file that is not an archive is rejected', async () => {
    await expect(unpack(content)).rejects.toThrow(
      /cannot unpack .*a\.zip.*Remove the file and download it again/,
    );
  });
});

test('data download fetches tables and archive, unpacks it, and a second run fetches nothing', async () => {
  const archive = zip({ 'cell_images/Parasitized/1.png': content, 'cell_images/Uninfected/2.png': content });
  const files: Record<string, Buffer> = {
    '/set/patients.csv': Buffer.from('x'),
    '/set/cell_images.zip': archive,
  };
  const asked: string[] = [];
  const address = await serve((request, response) => {
    asked.push(request.url!);
    response.end(files[request.url!]);
  });
  const list = [{ name: 'patients.csv' }, { name: 'cell_images.zip', sha256: sha256(archive) }];
  const target = join(directory, 'new', 'nih');
  for (let turn = 0; turn < 2; turn++) {
    const result = await downloadDataset(target, { address: `${address}set`, files: list });
    expect(result.files[1]).toEqual({
      name: 'cell_images.zip',
      sha256: sha256(archive),
      bytes: archive.length,
    });
    expect(await readdir(join(target, 'cell_images/Uninfected'))).toEqual(['2.png']);
  }
  expect(asked).toEqual(['/set/patients.csv', '/set/cell_images.zip']);
  await expect(downloadDataset(target, { address: 'no address', files: list })).rejects.toThrow(
    'address no address',
  );
});
