import { createHash } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileSha256 } from '@giemsa/core/internal/files/sha256';
import pLimit from 'p-limit';
import type { PictureStore } from './picture-store.js';
import { UnreadablePicture } from './unreadable-picture.js';

/** Number of pictures deleted at a time, and held in memory meanwhile. */
const DELETED_AT_ONCE = 8;

/** Number of pictures decoded for requests at a time: one takes 90 MB, and as much again to draw. */
const DECODED_AT_ONCE = 4;

/** Number of concurrent requests to a bucket. */
const ASKED_AT_ONCE = 32;

/** Those of some contents that no picture of the database has. */
export type UnusedOf = (contents: readonly string[]) => Promise<string[]>;

/** Pictures by content hash, and what is made from them to be shown. */
export class PictureFiles {
  /** Requests that decode pictures wait here for their turn. */
  readonly inTurn = pLimit(DECODED_AT_ONCE);
  /** By path: who asks for the same meanwhile waits for the same making. */
  readonly #making = new Map<string, Promise<Buffer>>();

  /** @param root folder of this machine for what is not a picture yet */
  constructor(
    readonly root: string,
    private readonly store: PictureStore,
  ) {}

  /** Where uploads are written before their hash is known. */
  readonly uploads = (): string => join(this.root, 'uploads');

  /** Stores a file; the same content is stored once. A damaged copy is replaced. */
  async take(file: string): Promise<{ sha256: string }> {
    const sha256 = await fileSha256(file);
    if (!(await this.#isWhole(sha256))) await this.store.take(original(sha256), file);
    await rm(file, { force: true });
    return { sha256 };
  }

  /** Stores a file whose bytes are in memory. */
  async keep(bytes: Buffer): Promise<{ sha256: string }> {
    const sha256 = hash(bytes);
    if (!(await this.#isWhole(sha256))) await this.store.write(original(sha256), bytes);
    return { sha256 };
  }

  /** Waits until stored pictures would survive a power cut. */
  sync(contents: Iterable<string>): Promise<void> {
    return this.store.sync([...new Set(contents)].map(original));
  }

  /** A quarantined one comes back. @throws UnreadablePicture when it is not there, or not what it was */
  async read(sha256: string): Promise<Buffer> {
    const bytes = (await this.store.read(original(sha256))) ?? (await this.#fromQuarantine(sha256));
    if (!bytes) throw new UnreadablePicture('gone');
    if (hash(bytes) !== sha256) throw new UnreadablePicture('damaged');
    return bytes;
  }

  async #isWhole(sha256: string): Promise<boolean> {
    const bytes = await this.store.read(original(sha256));
    return bytes !== undefined && hash(bytes) === sha256;
  }

  /** What was made from a picture under a name, made now if it is not there; once for all who ask. */
  async made(sha256: string, name: string, make: () => Promise<Buffer>): Promise<Buffer> {
    const path = `${folderOfMade(sha256)}/${name}`;
    const known = await this.store.read(path);
    if (known) return known;
    const making = this.#making.get(path) ?? this.inTurn(() => this.#make(sha256, path, make));
    this.#making.set(path, making);
    return making.finally(() => this.#making.delete(path));
  }

  async #make(sha256: string, path: string, make: () => Promise<Buffer>): Promise<Buffer> {
    const made = await make();
    const failure = await this.store.write(path, made).catch((error: Error) => error);
    // Of a picture that was deleted meanwhile nothing is left: a deletion that comes after this look removes it itself.
    if (await this.store.has(original(sha256))) {
      if (failure) throw failure;
      return made;
    }
    await this.store.deleteFolder(folderOfMade(sha256));
    throw new UnreadablePicture('gone');
  }

  /** Of some contents, those that are missing; quarantined ones come back first. */
  async missing(contents: Iterable<string>): Promise<string[]> {
    const asked = [...new Set(contents)];
    const found: string[] = [];
    for (let start = 0; start < asked.length; start += ASKED_AT_ONCE) {
      const part = asked.slice(start, start + ASKED_AT_ONCE);
      const here = await Promise.all(
        part.map(
          async (sha256) =>
            (await this.store.has(original(sha256))) || (await this.#fromQuarantine(sha256)) !== undefined,
        ),
      );
      found.push(...part.filter((_, index) => !here[index]));
    }
    return found;
  }

  /** All stored contents, a folder at a time. */
  async *contents(): AsyncGenerator<string[]> {
    for (const prefix of PREFIXES) {
      const names = await this.store.list(`pictures/${prefix}`);
      yield names.filter((name) => CONTENT.test(name));
    }
  }

  /**
   * Moves pictures without a row into the quarantine, sorted by day.
   * @param from older pictures are left alone, @param to and so are newer ones
   * @returns how many
   */
  async quarantine(
    unusedOf: UnusedOf,
    { from, to, today }: { from: Date; to: Date; today: Date },
    signal: AbortSignal,
  ): Promise<number> {
    let count = 0;
    for await (const contents of this.contents()) {
      for (const sha256 of await unusedOf(contents)) {
        if (signal.aborted) return count;
        const writtenAt = await this.store.writtenAt(original(sha256));
        if (!writtenAt || writtenAt < from || writtenAt >= to) continue;
        const bytes = await this.store.read(original(sha256));
        if (!bytes) continue;
        const aside = quarantined(sha256, today);
        await this.store.write(aside, bytes);
        await this.store.sync([aside]);
        await this.#withdraw([sha256], unusedOf);
        count++;
      }
    }
    return count;
  }

  /** Deletes what was put aside before a day. @returns how many */
  async endQuarantine(before: Date, signal: AbortSignal): Promise<number> {
    let count = 0;
    for (const prefix of PREFIXES) {
      for (const name of await this.store.list(`quarantine/${prefix}`)) {
        if (signal.aborted) return count;
        // Files that a killed server was writing begin with a dot.
        if (name.replace(/^\./, '').slice(0, 10) >= dayOf(before)) continue;
        await this.store.delete(`quarantine/${prefix}/${name}`);
        count++;
      }
    }
    return count;
  }

  /** Removes what killed servers were still receiving. */
  async sweepUploads(before: Date): Promise<void> {
    for (const name of await readdir(this.uploads()).catch(() => [])) {
      const path = join(this.uploads(), name);
      const found = await stat(path).catch(() => undefined);
      if (found && found.mtime < before) await rm(path, { recursive: true, force: true });
    }
  }

  async #fromQuarantine(sha256: string): Promise<Buffer | undefined> {
    const folder = `quarantine/${sha256.slice(0, 2)}`;
    const name = (await this.store.list(folder)).find((candidate) => candidate.endsWith(sha256));
    const bytes = name === undefined ? undefined : await this.store.read(`${folder}/${name}`);
    if (!bytes) return undefined;
    await this.store.write(original(sha256), bytes);
    await this.store.sync([original(sha256)]);
    await this.store.delete(`${folder}/${name}`);
    return bytes;
  }

  /**
   * Removes pictures and all that was made from them; the pictures last.
   * An upload that found one of them here, and wrote its rows before it was removed, gets it back.
   * (One that writes its rows later finds it {@link missing}.)
   */
  async delete(contents: readonly string[], unusedOf: UnusedOf): Promise<void> {
    for (let start = 0; start < contents.length; start += DELETED_AT_ONCE) {
      const part = contents.slice(start, start + DELETED_AT_ONCE);
      const unused = await this.#withdraw(part, unusedOf);
      await Promise.all(unused.map((sha256) => this.#endQuarantineOf(sha256)));
    }
  }

  /** Takes pictures out of their places. @returns those that no row has */
  async #withdraw(contents: readonly string[], unusedOf: UnusedOf): Promise<string[]> {
    const removed = await Promise.all(contents.map((sha256) => this.#remove(sha256)));
    const unused = await unusedOf(contents);
    for (const [index, sha256] of contents.entries()) {
      const bytes = removed[index];
      if (!bytes || unused.includes(sha256)) continue;
      await this.store.write(original(sha256), bytes);
      await this.store.sync([original(sha256)]);
    }
    return unused;
  }

  /** What is deleted is not kept there either. */
  async #endQuarantineOf(sha256: string): Promise<void> {
    const folder = `quarantine/${sha256.slice(0, 2)}`;
    const names = (await this.store.list(folder)).filter((name) => name.endsWith(sha256));
    await Promise.all(names.map((name) => this.store.delete(`${folder}/${name}`)));
  }

  async #remove(sha256: string): Promise<Buffer | undefined> {
    const bytes = await this.store.read(original(sha256));
    await this.store.deleteFolder(folderOfMade(sha256));
    await this.store.delete(original(sha256));
    // What was just being made from it.
    await this.store.deleteFolder(folderOfMade(sha256));
    return bytes;
  }
}

/** First letters of contents: the folders that they lie in. */
const PREFIXES = Array.from({ length: 256 }, (_, index) => index.toString(16).padStart(2, '0'));
const CONTENT = /^[0-9a-f]{64}$/;

const original = (sha256: string): string => `pictures/${sha256.slice(0, 2)}/${sha256}`;
const folderOfMade = (sha256: string): string => `made/${sha256.slice(0, 2)}/${sha256}`;
const quarantined = (sha256: string, day: Date): string =>
  `quarantine/${sha256.slice(0, 2)}/${dayOf(day)}.${sha256}`;

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
