import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PictureStore } from './picture-store.js';

/** So many pictures are deleted at a time, and held in memory meanwhile. */
const DELETED_AT_ONCE = 8;

/** A bucket is asked so many questions at a time. */
const ASKED_AT_ONCE = 32;

/** Those of some contents that no picture of the database has. */
export type UnusedOf = (contents: readonly string[]) => Promise<string[]>;

/** Pictures by content hash, and what is made from them to be shown. */
export class PictureFiles {
  /** @param root folder of this machine for what is not a picture yet */
  constructor(
    readonly root: string,
    private readonly store: PictureStore,
  ) {}

  /** Where uploads are written before their hash is known. */
  readonly uploads = (): string => join(this.root, 'uploads');

  /** Takes a file in; the same content is kept once. */
  async take(file: string): Promise<{ sha256: string }> {
    const sha256 = await hashOf(file);
    const name = original(sha256);
    if (!(await this.store.has(name))) await this.store.take(name, file);
    await rm(file, { force: true });
    return { sha256 };
  }

  /** Takes a file in of which the bytes are here. */
  async keep(bytes: Buffer): Promise<{ sha256: string }> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const name = original(sha256);
    if (!(await this.store.has(name))) await this.store.write(name, bytes);
    return { sha256 };
  }

  /** @throws Error of code ENOENT when it is not there */
  async read(sha256: string): Promise<Buffer> {
    const bytes = await this.store.read(original(sha256));
    if (bytes) return bytes;
    throw Object.assign(new Error(`the picture ${sha256} is gone`), { code: 'ENOENT' });
  }

  /** What was made from a picture under a name, made now if it is not there. */
  async made(sha256: string, name: string, make: () => Promise<Buffer>): Promise<Buffer> {
    const path = `${folderOfMade(sha256)}/${name}`;
    const known = await this.store.read(path);
    if (known) return known;
    const made = await make();
    await this.store.write(path, made);
    return made;
  }

  /** Those of some contents that are not here. */
  async missing(contents: Iterable<string>): Promise<string[]> {
    const asked = [...new Set(contents)];
    const found: string[] = [];
    for (let start = 0; start < asked.length; start += ASKED_AT_ONCE) {
      const part = asked.slice(start, start + ASKED_AT_ONCE);
      const here = await Promise.all(part.map((sha256) => this.store.has(original(sha256))));
      found.push(...part.filter((_, index) => !here[index]));
    }
    return found;
  }

  /**
   * Removes what a deletion or an upload that was killed in the middle left behind.
   * @param before pictures that came in later may be on their way into the database
   * @param signal aborted when the server stops: what is left then is swept at the next start
   */
  async sweep(unusedOf: UnusedOf, before: Date, signal: AbortSignal): Promise<void> {
    for (let prefix = 0; prefix < 256 && !signal.aborted; prefix++) {
      const folder = `pictures/${prefix.toString(16).padStart(2, '0')}`;
      for (const name of await unusedOf(await this.store.list(folder))) {
        const writtenAt = await this.store.writtenAt(`${folder}/${name}`);
        if (writtenAt && writtenAt < before) await this.delete([name], unusedOf);
      }
    }
  }

  /**
   * Removes pictures and all that was made from them; the pictures last, so that {@link sweep} finds what was begun.
   * An upload that found one of them here, and wrote its rows before it was removed, gets it back.
   * (One that writes its rows later finds it {@link missing}.)
   */
  async delete(contents: readonly string[], unusedOf: UnusedOf): Promise<void> {
    for (let start = 0; start < contents.length; start += DELETED_AT_ONCE) {
      const part = contents.slice(start, start + DELETED_AT_ONCE);
      const removed = await Promise.all(part.map((sha256) => this.#remove(sha256)));
      const unused = new Set(await unusedOf(part));
      for (const [index, sha256] of part.entries()) {
        const bytes = removed[index];
        if (bytes && !unused.has(sha256)) await this.store.write(original(sha256), bytes);
      }
    }
  }

  async #remove(sha256: string): Promise<Buffer | undefined> {
    const bytes = await this.store.read(original(sha256));
    await this.store.deleteFolder(folderOfMade(sha256));
    await this.store.delete(original(sha256));
    return bytes;
  }
}

const original = (sha256: string): string => `pictures/${sha256.slice(0, 2)}/${sha256}`;
const folderOfMade = (sha256: string): string => `made/${sha256.slice(0, 2)}/${sha256}`;

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
