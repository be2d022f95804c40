import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise } from 'yauzl';
import { UnreadableFile } from '../errors/kinds.js';

/** No honest archive of cells is larger: the NIH's holds 27,560 files in 0.4 GB. */
const LIMITS = { entries: 500_000, bytes: 8e9 };

/**
 * Unpacks a ZIP archive into a new folder. Names that lead out of the folder are refused, links are not made, and no
 * more is written than the archive's own table announces and `limits` allow.
 * @throws UserError when the archive is damaged, dangerous or too large, or the disk is full.
 */
export async function unzip(archive: string, directory: string, limits = LIMITS): Promise<void> {
  try {
    // Checks names and sizes: an entry that holds more bytes than announced is an error.
    const zip = await openPromise(archive, { autoClose: false });
    try {
      if (zip.entryCount > limits.entries) throw new Error(`it holds ${zip.entryCount} files`);
      let bytes = 0;
      for await (const entry of zip.eachEntry()) {
        bytes += entry.uncompressedSize;
        if (bytes > limits.bytes) throw new Error(`it unpacks to more than ${limits.bytes / 1e9} GB`);
        const path = join(directory, entry.fileName);
        if (isWanted(entry)) {
          await mkdir(dirname(path), { recursive: true });
          await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(path, { flags: 'wx' }));
        }
      }
    } finally {
      zip.close();
    }
  } catch (error) {
    throw new UnreadableFile(
      archive,
      `cannot unpack ${archive}: ${(error as Error).message}. Remove the file and download it again`,
    );
  }
}

/** Folders are made as needed; `Thumbs.db` and other hidden leftovers are of no use. */
function isWanted({ fileName }: Entry): boolean {
  return !/(\/|(^|\/)(Thumbs\.db|\.[^/]*|__MACOSX\/.*))$/.test(fileName);
}
