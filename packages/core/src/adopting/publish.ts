import { basename, join, resolve } from 'node:path';
import { Mismatch, NotFound, NotOffered } from '../errors/kinds.js';
import { exists } from '../files/exists.js';
import { RunFolder } from '../files/run-paths.js';
import { fileSha256 } from '../files/sha256.js';
import { listShippedModels } from '../formats/model-files.js';
import { writingInto } from '../run-folder/run-folder.js';
import { AdoptionFolder, readAdoption } from './adoption-file.js';
import {
  checkName,
  checkPerson,
  type PublishedAct,
  PublishedModel,
  versionsInUse,
} from './published-model.js';

/** Who makes which model the one in use, and where. */
export interface PublishRequest {
  /** Folder of an adoption. */
  readonly adoption: string;
  /** Of the model that people use. */
  readonly name: string;
  /** The person who decides it. */
  readonly by: string;
  /** Folder of models; the reading room offers what is in its folder of runs. */
  readonly models: string;
}

/** A model that is in use now. */
export interface Published extends PublishedAct {
  readonly name: string;
  readonly folder: string;
  /** What was in use before; undefined where nothing was. */
  readonly before: PublishedAct | undefined;
}

/**
 * Makes an adopted model the one of a name that is in use. It is written down who did it and when, with the checksum; the
 * first version of a name is the model that the first adoption began with.
 * @throws UserError when the model is not offered, or is not the file that was compared
 */
export async function publishModel({ adoption: path, name, by, models }: PublishRequest): Promise<Published> {
  const person = checkPerson(by);
  checkName(name, (await listShippedModels()).keys());
  const adoption = await readAdoption(path);
  const { gate, candidate, from } = adoption;
  if (!gate.offered) throw new NotOffered(`${path} is not offered: ${gate.reasons.join('; ')}`);
  const folder = new AdoptionFolder(path);
  await checkUnchanged(folder.candidate, candidate.sha256);
  const target = new PublishedModel(join(models, name));
  return writingInto(target.path, async () => {
    const acts = await target.acts();
    const before = versionsInUse(acts).at(-1);
    if (before?.sha256 === candidate.sha256)
      throw new Mismatch(`${path} is in use as ${name} already: ${before.by} published it on ${before.at}`);
    const at = new Date().toISOString();
    const more: PublishedAct[] = [];
    const next = () => Math.max(0, ...[...acts, ...more].map(({ version }) => version)) + 1;
    if (acts.length === 0) {
      if (!(await exists(from.file)))
        throw new NotFound(from.file, `${from.file}: the model that the adoption began with is not there`);
      await checkUnchanged(from.file, from.sha256);
      await target.addVersion(new Map([[basename(target.model), from.file]]), next());
      more.push({ what: 'began with', version: next(), sha256: from.sha256, by: person, at });
    }
    const files = new Map([
      [basename(target.model), folder.candidate],
      ...[folder.card, folder.record, folder.comparison].map((file) => [basename(file), file] as const),
    ]);
    const version = next();
    await target.addVersion(files, version);
    const act: PublishedAct = {
      ...{ what: 'published', version, sha256: candidate.sha256, by: person, at, adoption: resolve(path) },
    };
    await target.use(acts, ...more, act);
    return { ...act, name, folder: target.path, before: before ?? more[0] };
  });
}

async function checkUnchanged(file: string, sha256: string): Promise<void> {
  const found = await fileSha256(file);
  if (found === sha256) return;
  throw new Mismatch(
    `${file} has the checksum ${found}, but the adoption was made with ${sha256}: it was changed since`,
  );
}

/** Who goes back to the version before, of which model. */
export type GoBackRequest = Omit<PublishRequest, 'adoption'>;

/**
 * Makes the version that was in use before the one in use again; the later one is kept.
 * @throws UserError when nothing of this name was published, or there was none before
 */
export async function goBack({ name, by, models }: GoBackRequest): Promise<Published> {
  const person = checkPerson(by);
  const target = new PublishedModel(join(models, name));
  if (!(await exists(new RunFolder(target.path).model)))
    throw new NotFound(target.path, `${target.path}: nothing was published there`);
  return writingInto(target.path, async () => {
    const acts = await target.acts();
    const used = versionsInUse(acts);
    const [before, present] = [used.at(-2), used.at(-1)];
    if (!before) throw new NotFound(target.path, `${name} has no version before the one in use`);
    const { version, sha256 } = before;
    const act: PublishedAct = {
      ...{ what: 'went back to', version, sha256, by: person, at: new Date().toISOString() },
    };
    await target.use(acts, act);
    return { ...act, name, folder: target.path, before: present };
  });
}
