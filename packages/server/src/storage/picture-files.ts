import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Pictures on disk by content hash, and what is made from them to be shown. */
export class PictureFiles {
  constructor(readonly root: string) {}

  /** Where uploads are written before their hash is known. */
  readonly uploads = (): string => join(this.root, 'uploads');

  /** Moves a file to its place; the same content is kept once. */
  async take(file: string): Promise<{ sha256: string }> {
    const sha256 = await hashOf(file);
    const path = this.#original(sha256);
    if (await exists(path)) await rm(file);
    else {
      await mkdir(dirname(path), { recursive: true });
      await rename(file, path);
    }
    return { sha256 };
  }

  read(sha256: string): Promise<Buffer> {
    return readFile(this.#original(sha256));
  }

  /** What was made from a picture under a name, made now if it is not there. */
  async made(sha256: string, name: string, make: () => Promise<Buffer>): Promise<Buffer> {
    const path = join(this.#folderOfMade(sha256), name);
    const known = await readFile(path).catch(() => undefined);
    if (known) return known;
    const made = await make();
    await mkdir(dirname(path), { recursive: true });
    const temporary = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}.tmp`;
    await writeFile(temporary, made);
    await rename(temporary, path);
    return made;
  }

  /** Removes a picture and all that was made from it. */
  async delete(sha256: string): Promise<void> {
    await rm(this.#original(sha256), { force: true });
    await rm(this.#folderOfMade(sha256), { recursive: true, force: true });
  }

  #original(sha256: string): string {
    return join(this.root, 'pictures', sha256.slice(0, 2), sha256);
  }

  #folderOfMade(sha256: string): string {
    return join(this.root, 'made', sha256.slice(0, 2), sha256);
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

const exists = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined)) !== undefined;
