import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import { type Entry, getFileNameLowLevel, openPromise, validateFileName, type ZipFile } from 'yauzl';
import { isHidden } from './picture-kind.js';

/** A file in a ZIP archive; folders, hidden files and the leftovers of systems are passed over. */
export interface ZipEntry {
  /** Its path in the archive, with `/`; never one that leads out of it. */
  readonly name: string;
  /** Bytes, as the archive's table says; reading more is an error. */
  readonly size: number;
  /** Why it cannot be unpacked: `open` is not to be called then. */
  readonly problem?: string;
  open(): Promise<Readable>;
}

/** Compression methods of the ZIP specification (APPNOTE 4.4.5) that are not read, by number. */
const METHODS: Readonly<Record<number, string>> = {
  1: 'Shrink',
  6: 'Implode',
  9: 'Deflate64 (Windows takes it for archives above 2 GB)',
  12: 'BZIP2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'XZ',
  96: 'JPEG',
  98: 'PPMd',
  99: 'AES encryption',
};

/**
 * The files of a ZIP archive, one after another. One that cannot be unpacked is given with its reason, and the others
 * follow. Names are UTF-8 where the archive says so or where they are valid as such (macOS does not say so), else CP437.
 * @throws Error when the archive itself is damaged, which may be behind files that were given already
 */
export async function* zipEntries(archive: string): AsyncGenerator<ZipEntry> {
  const zip = await openZip(archive);
  try {
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry);
      const leadsOut = validateFileName(name) !== null;
      if (name.endsWith('/') || (!leadsOut && isHidden(name))) continue;
      const problem = problemOf(entry, name);
      yield {
        name: leadsOut ? inside(name) : name,
        size: entry.uncompressedSize,
        ...(problem !== undefined && { problem }),
        open: () => zip.openReadStreamPromise(entry),
      };
    }
  } finally {
    zip.close();
  }
}

/** Names as bytes: a bad one is that entry's problem, not the archive's. */
const openZip = (archive: string): Promise<ZipFile> =>
  openPromise(archive, { autoClose: false, decodeStrings: false });

function nameOf({ generalPurposeBitFlag: flags, fileNameRaw, extraFields }: Entry): string {
  const saysUtf8 = 0x800;
  return getFileNameLowLevel(isUtf8(fileNameRaw) ? flags | saysUtf8 : flags, fileNameRaw, extraFields, false);
}

function problemOf(entry: Entry, name: string): string | undefined {
  const badName = validateFileName(name);
  if (badName !== null) return `its name leads out of the archive (${badName})`;
  if (entry.isEncrypted() || entry.compressionMethod === 99) {
    return 'it is protected by a password: unpack the archive with it, and give the folder';
  }
  const { compressionMethod: method } = entry;
  if (method === 0 || method === 8) return undefined;
  return `it is compressed by ${METHODS[method] ?? `method ${method}`}, which is not read: unpack the archive, and give the folder`;
}

/** A name that leads out, as one that does not: for messages. */
const inside = (name: string): string =>
  name
    .split(/[/\\]/)
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/') || 'file';
