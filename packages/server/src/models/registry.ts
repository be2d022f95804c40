import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { type CellModelMetadata, type MeaningOptions, UserError } from '@giemsa/core';
import { PublishedModel, versionsInUse } from '@giemsa/core/internal/adopting/published-model';
import { NotFound, NotOffered } from '@giemsa/core/internal/errors/kinds';
import { flagOf } from '@giemsa/core/internal/errors/text';
import { RunFolder } from '@giemsa/core/internal/files/run-paths';
import { findModelFile, hidesModel } from '@giemsa/core/internal/formats/model-files';
import { describeMeaning } from '@giemsa/core/internal/formats/model-meaning';
import { readPublishedRun } from '@giemsa/core/internal/run-folder/published-run';
import { readAnyMetrics } from '@giemsa/core/internal/run-folder/read-run';
import { BATCH_KINDS } from '../api-types.js';
import { ModelReader } from './model-reader.js';

type Kind = (typeof BATCH_KINDS)[number];

/** A model that the server can use. */
export interface ModelEntry {
  /** Name in addresses: of its run folder or file. */
  readonly id: string;
  readonly file: string;
  readonly sha256: string;
  readonly modifiedAt: Date;
  readonly metadata: CellModelMetadata;
  /** What it was opened with, and has to be opened with again. */
  readonly meaning: MeaningOptions;
  readonly parameters: number;
  /** `metrics.json` of its run folder. */
  readonly metrics: Readonly<Record<string, unknown>> | null;
  /** Whether it may be used for new batches: the operator named it, or a person published it. */
  readonly isOffered: boolean;
}

export interface ModelPlaces {
  /** Run folders and model files named by the user, the default first. */
  readonly models: readonly string[];
  /** Folders whose run folders are offered once a person has published them. */
  readonly folders: readonly string[];
  /** What is said about Keras files that giemsa did not write. */
  readonly meaning?: MeaningOptions | undefined;
  /** Gets what is known and assumed about each of those. */
  readonly notice?: ((line: string) => void) | undefined;
}

/** Finds models and reads what they say about themselves; a file is read again only when it changed. */
export class ModelRegistry {
  /** By path. Those who ask while a file is read wait for the same reading; what is no model is not read again either. */
  readonly #known = new Map<string, { stamp: string; entry: Promise<ModelEntry> }>();
  readonly #reader = new ModelReader();

  constructor(private readonly places: ModelPlaces) {}

  /** The models that may be used for new batches, the default first. */
  async offered(): Promise<ModelEntry[]> {
    return (await this.list()).filter(({ isOffered }) => isOffered);
  }

  /** All models, the default first, those that nobody published too. Files in `folders` that are not models are left out. */
  async list(): Promise<ModelEntry[]> {
    const entries: ModelEntry[] = [];
    for (const path of this.places.models) entries.push({ ...(await this.#read(path)), isOffered: true });
    for (const folder of this.places.folders) {
      const names = (await readdir(folder).catch(() => [])).sort();
      const found = await Promise.all(
        names.map((name) => this.#readRun(join(folder, name)).catch(() => undefined)),
      );
      const usable = found.filter((entry) => entry !== undefined);
      entries.push(...usable.sort((a, b) => b.modifiedAt.getTime() - a.modifiedAt.getTime()));
    }
    return unique(entries);
  }

  /**
   * @param id left out: the default for batches of this kind
   * @throws UserError when there is no such model, or nobody has published it
   */
  async findOffered(id: string | undefined, kind: Kind = 'cells'): Promise<ModelEntry> {
    const entry = await this.find(id, kind);
    if (entry.isOffered) return entry;
    throw new NotOffered(
      `the model "${entry.id}" is not offered: a named person publishes it on the page of runs, with its figures beside it`,
    );
  }

  /**
   * One that may have been used before, whether it is offered now or not.
   * @param id left out: the default for batches of this kind
   * @throws UserError when there is no such model
   */
  async find(id: string | undefined, kind: Kind = 'cells'): Promise<ModelEntry> {
    const entries = await this.list();
    const entry =
      id === undefined
        ? defaultOf(
            entries.filter(({ isOffered }) => isOffered),
            kind,
          )
        : entries.find((candidate) => candidate.id === id);
    if (entry) return entry;
    if (id === undefined || entries.length === 0) {
      throw new NotFound(
        'model',
        'there is no model yet: train one with "npx giemsa start", or give one with --model',
      );
    }
    throw new NotFound(
      id!,
      `there is no model "${id}"; there are ${entries.map((candidate) => candidate.id).join(', ')}`,
    );
  }

  /** With whether it is published now: that changes without its model. */
  async #readRun(path: string): Promise<ModelEntry> {
    const entry = await this.#read(path);
    return { ...entry, isOffered: await isPublished(path, entry.sha256) };
  }

  async #read(path: string): Promise<ModelEntry> {
    const file = resolve(await findModelFile(path));
    const { size, mtime, mtimeMs } = await stat(file);
    const stamp = `${size} ${mtimeMs}`;
    const known = this.#known.get(path);
    if (known?.stamp === stamp) return known.entry;
    const entry = this.#readEntry(path, file, mtime);
    this.#known.set(path, { stamp, entry });
    entry.catch((error: unknown) => {
      if (!(error instanceof UserError)) this.#known.delete(path);
    });
    return entry;
  }

  async #readEntry(path: string, file: string, modifiedAt: Date): Promise<ModelEntry> {
    const card = await this.#reader.readCard(file, this.places.meaning ?? {});
    if (await hidesModel(path)) {
      this.places.notice?.(`${path} is the shipped model; for the folder with this name give ./${path}`);
    }
    for (const line of describeMeaning([{ path, meaning: card.metadata.meaning }]))
      this.places.notice?.(line.in(flagOf));
    const folder = (await stat(path)).isDirectory() ? path : undefined;
    const metrics = folder === undefined ? null : await readAnyMetrics(new RunFolder(folder));
    return { id: basename(resolve(path)), file, modifiedAt, ...card, metrics, isOffered: false };
  }
}

/** By a person: as a training, or as the model of a name that adoptions are published under. */
async function isPublished(path: string, sha256: string): Promise<boolean> {
  if ((await readPublishedRun(new RunFolder(path)))?.sha256 === sha256) return true;
  const acts = await new PublishedModel(path).acts().catch(() => []);
  return versionsInUse(acts).at(-1)?.sha256 === sha256;
}

/** The first; for fields the first that was trained on cells as `giemsa smear` cuts them out, where there is one. */
const defaultOf = (entries: readonly ModelEntry[], kind: Kind): ModelEntry | undefined =>
  (kind === 'fields' ? entries.find(({ metadata }) => metadata.recipe === 'smear') : undefined) ?? entries[0];

/** The kinds of batches that a model reads where none is named. */
export const kindsOf = (entries: readonly ModelEntry[], entry: ModelEntry): Kind[] =>
  BATCH_KINDS.filter((kind) => defaultOf(entries, kind) === entry);

/** Models of one name get a number; one file is offered once. */
function unique(entries: readonly ModelEntry[]): ModelEntry[] {
  const files = new Set<string>();
  const ids = new Set<string>();
  return entries.flatMap((entry) => {
    if (files.has(entry.file)) return [];
    files.add(entry.file);
    let id = entry.id;
    for (let number = 2; ids.has(id); number++) id = `${entry.id}-${number}`;
    ids.add(id);
    return [{ ...entry, id }];
  });
}
