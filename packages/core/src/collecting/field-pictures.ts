import { join } from 'node:path';
import { exists } from '../files/exists.js';
import { fileSha256 } from '../files/sha256.js';
import { listPictures } from '../pictures/picture-tree.js';

/** A picture by its content. */
export interface FoundPicture {
  readonly path: string;
  readonly sha256: string;
}

/** Finds the pictures of fields, where they were or by their content in another folder. */
export class FieldPictures {
  #byContent: Promise<ReadonlyMap<string, string>> | undefined;

  /** @param folder with the pictures, if they are not where they were; folders in it too */
  constructor(private readonly folder: string | undefined) {}

  /** @param sha256 of its content when it was counted. @returns why it is not found, if it is not */
  async find(file: string, sha256: string | undefined): Promise<FoundPicture | string> {
    if (await exists(file)) {
      const found = await fileSha256(file);
      if (sha256 === undefined || found === sha256) return { path: file, sha256: found };
      if (this.folder === undefined) return 'its picture was changed since it was counted';
    }
    if (this.folder === undefined) return 'its picture is not there; say in which folder it is';
    this.#byContent ??= contentsOf(this.folder);
    const path = sha256 === undefined ? undefined : (await this.#byContent).get(sha256);
    if (path === undefined || sha256 === undefined) return `its picture is not in ${this.folder}`;
    return { path, sha256 };
  }
}

async function contentsOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const { pictures } = await listPictures(folder, '');
  const found = new Map<string, string>();
  for (const name of pictures) {
    const path = join(folder, name);
    found.set(await fileSha256(path), path);
  }
  return found;
}
