import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { InvalidOption, OutputExists, UnreadableFile } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import { exists, readIfThere } from '../files/exists.js';
import { RunFolder } from '../files/run-paths.js';
import { fileSha256 } from '../files/sha256.js';

const act = z.object({
  what: z.enum(['began with', 'published', 'went back to']),
  /** Counted from 1. */
  version: z.number().int().positive(),
  sha256: z.string(),
  by: z.string(),
  at: z.string(),
  /** The adoption that it came from. */
  adoption: z.string().optional(),
});
const historySchema = z.object({ format: z.literal('giemsa published model 1'), acts: z.array(act).min(1) });

/** What a named person did with a published model. */
export interface PublishedAct extends z.infer<typeof act> {}

/** A folder with a model that is in use, its versions, and who made which of them the one in use. */
export class PublishedModel {
  readonly #history: string;

  constructor(readonly path: string) {
    this.#history = join(path, 'published.json');
  }

  get model(): string {
    return new RunFolder(this.path).model;
  }

  /**
   * All acts in their order; empty where nothing was published.
   * @throws UserError when the folder holds something else
   */
  async acts(): Promise<PublishedAct[]> {
    const bytes = await readIfThere(this.#history);
    if (bytes) {
      try {
        return historySchema.parse(JSON.parse(bytes.toString())).acts;
      } catch {
        throw new UnreadableFile(this.#history, `${this.#history} was not written by giemsa adopt publish`);
      }
    }
    const names = (await exists(this.path)) ? await readdir(this.path) : [];
    if (names.some((name) => !name.startsWith('.') && name !== VERSIONS))
      throw new OutputExists(
        this.path,
        text`${this.path} holds other files; give the model another ${option('name')}`,
      );
    return [];
  }

  /** Stores a version whole, by its files; its name is the next number. */
  async addVersion(files: ReadonlyMap<string, string>, version: number): Promise<void> {
    const folder = this.#version(version);
    const temporary = `${folder}.tmp`;
    await rm(temporary, { recursive: true, force: true });
    // A version without an act is what a killed process left.
    await rm(folder, { recursive: true, force: true });
    await mkdir(temporary, { recursive: true });
    for (const [name, source] of files) await copyFile(source, join(temporary, name));
    await rename(temporary, folder);
  }

  /** Makes a version the one in use, and then writes down who did it. What the present one was given stays with it. */
  async use(acts: readonly PublishedAct[], ...more: readonly PublishedAct[]): Promise<void> {
    const [next, present] = [more.at(-1)!, acts.at(-1)];
    const source = this.#version(next.version);
    const stored = await fileSha256(join(source, basename(this.model)));
    if (stored !== next.sha256)
      throw new UnreadableFile(
        source,
        `${source}: its model has the checksum ${stored}, but ${next.sha256} was published; it was changed since`,
      );
    if (present) await this.#keepGiven(present.version);
    const names = await readdir(source);
    for (const name of await this.#files()) if (!names.includes(name)) await rm(join(this.path, name));
    for (const name of names) {
      const temporary = join(this.path, `${name}.tmp`);
      await copyFile(join(source, name), temporary);
      await rename(temporary, join(this.path, name));
    }
    const document = { format: 'giemsa published model 1', acts: [...acts, ...more] };
    await writeFileAtomic(this.#history, `${JSON.stringify(document, null, 2)}\n`);
  }

  /** Such as a calibration, which holds for its own model only. */
  async #keepGiven(version: number): Promise<void> {
    const folder = this.#version(version);
    const own = await readdir(folder);
    const model = basename(this.model);
    if ((await fileSha256(this.model)) !== (await fileSha256(join(folder, model)))) return;
    for (const name of await this.#files())
      if (!own.includes(name)) await copyFile(join(this.path, name), join(folder, name));
  }

  /** Files of the version in use. */
  async #files(): Promise<string[]> {
    const names = await readdir(this.path);
    const kept: string[] = [];
    for (const name of names) {
      if (name.startsWith('.') || name.endsWith('.tmp') || name === basename(this.#history)) continue;
      if ((await stat(join(this.path, name))).isFile()) kept.push(name);
    }
    return kept;
  }

  #version = (version: number) => join(this.path, VERSIONS, String(version));
}

const VERSIONS = 'versions';

/** The versions that were in use, the last of them in use now; going back leaves the later one out. */
export function versionsInUse(acts: readonly PublishedAct[]): PublishedAct[] {
  const used: PublishedAct[] = [];
  for (const one of acts) {
    if (one.what === 'went back to') used.pop();
    else used.push(one);
  }
  return used;
}

/** @throws UserError when nobody is named */
export function checkPerson(by: string): string {
  const person = by.trim();
  if (person !== '') return person;
  throw new InvalidOption(
    'by',
    by,
    text`${option('by')}: give the name or the code of the person who decides`,
  );
}

/** @throws UserError when a name is no folder's, or a shipped model's, which would be taken instead */
export function checkName(name: string, shipped: Iterable<string>): void {
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._ -]*$/u.test(name) || name.endsWith('.tmp'))
    throw InvalidOption.expected('name', name, 'letters, digits, points, dashes and spaces');
  if ([...shipped].includes(name))
    throw new InvalidOption(
      'name',
      name,
      text`${option('name')} ${name} is a model that ships with giemsa; give another name`,
    );
}
