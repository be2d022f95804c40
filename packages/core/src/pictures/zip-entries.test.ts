import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { crc32, deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { zipEntries } from './zip-entries.js';

const folder = await temporaryFolder();

interface Raw {
  name: string | Buffer;
  flags?: number;
  method?: number;
  content?: string;
  /** Breaks the compressed bytes. */
  broken?: boolean;
}

/** Byte by byte, as archives come that no library of ours would write. */
async function archive(name: string, entries: readonly Raw[]): Promise<string> {
  const files: Buffer[] = [];
  const table: Buffer[] = [];
  let offset = 0;
  for (const { name: given, flags = 0, method = 8, content = 'content', broken = false } of entries) {
    const bytes = Buffer.from(given as string);
    const data = Buffer.from(content);
    const packed = deflateRawSync(data);
    if (broken) packed.fill(0xff);
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(flags, 2);
    header.writeUInt16LE(method, 4);
    header.writeUInt32LE(crc32(data), 10);
    header.writeUInt32LE(packed.length, 14);
    header.writeUInt32LE(data.length, 18);
    header.writeUInt16LE(bytes.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    table.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), header, place, bytes);
    files.push(Buffer.from('PK\x03\x04'), header, bytes, packed);
    offset = Buffer.concat(files).length;
  }
  const directory = Buffer.concat(table);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  const path = join(folder, name);
  await writeFile(path, Buffer.concat([...files, directory, end]));
  return path;
}

async function listed(path: string): Promise<[string, string][]> {
  const found: [string, string][] = [];
  for await (const entry of zipEntries(path)) {
    const content =
      entry.problem ??
      (await entry
        .open()
        .then(text)
        .catch((error: Error) => `! ${error.message}`));
    found.push([entry.name, content]);
  }
  return found;
}

test('an entry that cannot be unpacked is reported, and the others are given', async () => {
  const path = await archive('kinds.zip', [
    { name: 'a.png' },
    { name: 'd64.png', method: 9 },
    { name: 'lzma.png', method: 14 },
    { name: 'new.png', method: 77 },
    { name: 'secret.png', flags: 1 },
    { name: 'aes.png', method: 99, flags: 1 },
    { name: '../out.png' },
    { name: 'broken.png', broken: true },
    { name: 'z.png' },
  ]);
  const found = new Map(await listed(path));
  expect([found.get('a.png'), found.get('z.png')]).toEqual(['content', 'content']);
  expect(found.get('d64.png')).toContain('Deflate64');
  expect(found.get('lzma.png')).toContain('LZMA');
  expect(found.get('new.png')).toContain('method 77');
  expect(found.get('secret.png')).toContain('password');
  expect(found.get('aes.png')).toContain('password');
  expect(found.get('out.png')).toContain('leads out of the archive');
  expect(found.get('broken.png')).toMatch(/^! /);
});

test('names are UTF-8 if valid, else CP437; system files are skipped', async () => {
  const path = await archive('names.zip', [
    { name: 'Käfig/größe.png' },
    { name: '血.png', flags: 0x800 },
    { name: Buffer.from([0x67, 0x72, 0x94, 0xe1, 0x65, 0x2e, 0x70, 0x6e, 0x67]) },
    { name: 'by\\Windows.png' },
    { name: 'folder/' },
    { name: '__MACOSX/._größe.png' },
    { name: 'x/Thumbs.db' },
  ]);
  const names = (await listed(path)).map(([name]) => name);
  expect(names).toEqual(['Käfig/größe.png', '血.png', 'größe.png', 'by/Windows.png']);
});
