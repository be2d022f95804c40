import { open, readdir, stat, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { InvalidOption, OutputExists } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import { statIfThere } from './exists.js';
import { withPngChunk } from './png-chunk.js';

/** In every folder of results: giemsa wrote what is in it, and may write it again. */
export const MARK = '.giemsa';

/** What is in the mark, for people. */
const WORDS = 'Results that giemsa wrote. The next run into this folder may overwrite them.\n';

/** Whether giemsa wrote a folder. */
export const isOurFolder = async (path: string): Promise<boolean> =>
  // A folder that cannot be read is nobody's; the next read reports why.
  (await stat(join(path, MARK)).catch(() => undefined)) !== undefined;

/**
 * Whether results may be written into a folder: a new or empty one, or one of giemsa's. Nothing that others put somewhere
 * is overwritten, and no results are mixed with the pictures of a data set.
 * @throws UserError when it holds anything else
 */
export async function refuseForeignFolder(name: string, path: string): Promise<void> {
  const names = await readdir(path).catch((): string[] => []);
  const visible = names.filter((name) => !name.startsWith('.'));
  if (visible.length === 0 || names.includes(MARK)) return;
  throw new OutputExists(
    path,
    text`${option(name)} ${path} holds other files, such as ${visible.sort()[0]}: results need a new folder, or one with earlier results; give another folder`,
  );
}

/** Marks an existing folder as written by giemsa. */
export const markFolder = (path: string): Promise<void> => writeFile(join(path, MARK), WORDS);

/**
 * Whether a file may be written: it is not there, or giemsa wrote it.
 * @throws UserError when something else is there, or its name does not end as its content would
 */
export async function refuseForeignFile(name: string, path: string, ending: string): Promise<void> {
  if (extname(path).toLowerCase() !== ending) {
    throw new InvalidOption(name, path, text`${option(name)} ${path}: give a name that ends in ${ending}`);
  }
  const found = await statIfThere(path);
  if (!found?.isFile() || found.size === 0 || (await isOurFile(path))) return;
  throw new OutputExists(
    path,
    text`${option(name)} ${path} already exists, and giemsa did not write it; give another name, or remove the file`,
  );
}

/** Near the beginning of all pages and JSON documents that giemsa writes. */
const SIGN = /<meta name="generator" content="giemsa|"(format|software)":\s*"giemsa /;

async function isOurFile(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    const start = buffer.toString('latin1', 0, bytesRead);
    return start.includes(PNG_SIGN) || SIGN.test(start);
  } finally {
    await file.close();
  }
}

/** `tEXt` with the keyword that the PNG specification has for this (11.3.4.3). */
const PNG_SIGN = 'tEXtSoftware\0giemsa';

/** A PNG file that says that giemsa made it. */
export const signPng = (png: Buffer): Buffer => withPngChunk(png, Buffer.from(PNG_SIGN, 'latin1'));
