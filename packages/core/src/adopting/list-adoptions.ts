import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../errors/user-error.js';
import { exists } from '../files/exists.js';
import { type Adoption, AdoptionFolder, readAdoption } from './adoption-file.js';
import { type PublishedAct, PublishedModel } from './published-model.js';

/** A finished adoption and the name of its folder. */
export interface ListedAdoption {
  readonly name: string;
  readonly adoption: Adoption;
}

/** Finished adoptions in a folder of runs, the newest first; damaged ones are left out. */
export async function listAdoptions(root: string): Promise<ListedAdoption[]> {
  const found: ListedAdoption[] = [];
  for (const name of await readdir(root).catch(() => [])) {
    const { record, candidate } = new AdoptionFolder(join(root, name));
    // A published model has the record of its adoption beside it, too.
    if (!(await exists(record)) || !(await exists(candidate))) continue;
    const adoption = await readAdoption(join(root, name)).catch(ofUser);
    if (adoption) found.push({ name, adoption });
  }
  return found.sort((a, b) => b.adoption.made.localeCompare(a.adoption.made));
}

/** A published model and what persons did with it. */
export interface ListedModel {
  readonly name: string;
  readonly acts: readonly PublishedAct[];
}

/** Published models in a folder of runs, by name; damaged ones are left out. */
export async function listPublished(root: string): Promise<ListedModel[]> {
  const found: ListedModel[] = [];
  for (const name of (await readdir(root).catch(() => [])).sort()) {
    const acts = await new PublishedModel(join(root, name)).acts().catch(ofUser);
    if (acts && acts.length > 0) found.push({ name, acts });
  }
  return found;
}

const ofUser = (error: unknown): undefined => {
  if (!(error instanceof UserError)) throw error;
  return undefined;
};
