import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import { type Entry, getFileNameLowLevel, openPromise, validateFileName, type ZipFile } from 'yauzl';
import { isHidden } from './picture-kind.js';

/** A file in a ZIP archive; folders, hidden files and the leftovers of systems are skipped. */
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
  9: 'Deflate64 (which Windows uses for archives above 2 GB)',
  12: 'BZIP2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'XZ',
  96: 'JPEG',
  98: 'PPMd',
  99: 'AES encryption',
};

/** Longer names are of no file that a person keeps. */
const LONGEST_NAME_BYTES = 1024;

/**
 * The files of a ZIP archive, one after another. One that cannot be unpacked is given with its reason, and the others
 * follow. Names are UTF-8 where the archive says so or where they are valid as such (macOS does not say so), else CP437.
 * @param onTable is told how many entries the archive's table has, before the first is given; what it throws ends all
 * @throws Error when entries share bytes, and when the archive itself is damaged, which may be behind files that were given already
 */
export async function* zipEntries(
  archive: string,
  onTable: (entries: number) => void = () => undefined,
): AsyncGenerator<ZipEntry> {
  await checkTable(archive, onTable);
  const zip = await openZip(archive);
  try {
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry);
      if (entry.fileNameRaw.length > LONGEST_NAME_BYTES) {
        yield tooLong(entry, name);
        continue;
      }
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

/** Before the name and the data of a file in an archive (APPNOTE 4.3.7). */
const LOCAL_HEADER_BYTES = 30;

/** Entries that share bytes make a small archive unpack to a large one, as no program that packs files writes it. */
async function checkTable(archive: string, onTable: (entries: number) => void): Promise<void> {
  const zip = await openZip(archive);
  try {
    onTable(zip.entryCount);
    const spans: { start: number; end: number }[] = [];
    for await (const { relativeOffsetOfLocalHeader: start, compressedSize, fileNameRaw } of zip.eachEntry()) {
      spans.push({ start, end: start + LOCAL_HEADER_BYTES + fileNameRaw.length + compressedSize });
    }
    spans.sort((a, b) => a.start - b.start);
    const overlaps = spans.some(({ end }, index) => end > (spans[index + 1]?.start ?? end));
    if (overlaps) throw new Error('files in it overlap, so it unpacks to more than it contains');
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

const tooLong = ({ fileNameRaw, uncompressedSize }: Entry, name: string): ZipEntry => ({
  name: inside(`${name.slice(0, 100)}…`),
  size: uncompressedSize,
  problem: `its name has ${fileNameRaw.length} bytes; at most ${LONGEST_NAME_BYTES}`,
  open: () => Promise.reject(new Error('its name is too long')),
});

function problemOf(entry: Entry, name: string): string | undefined {
  const badName = validateFileName(name);
  if (badName !== null) return `its name leads out of the archive (${badName})`;
  if (entry.isEncrypted() || entry.compressionMethod === 99) {
    return 'it is protected by a password: unpack the archive first, and give the folder';
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
