import { resolve } from 'node:path';
import { openPlaces, type PlaceOptions, type Places } from './open-room.js';
import { countQuarantine, damagedContents, lostPictures, resultsWithoutModel } from './storage/integrity.js';
import { openToOthers } from './storage/modes.js';
import { adoptStore, ownershipOf, refusal } from './storage/owner.js';
import { unusedContents } from './storage/pictures.js';
import { openRemovals } from './storage/removals.js';

/** One thing that was looked at. */
export interface Check {
  readonly name: string;
  /** `note` is no fault, but worth knowing. */
  readonly state: 'ok' | 'note' | 'fault';
  /** What was found, and what to do. */
  readonly found: string;
  /** Ids of pictures or contents, or paths. */
  readonly details: readonly string[];
}

export interface Verified {
  readonly database: string;
  readonly checks: readonly Check[];
  readonly ok: boolean;
}

export interface VerifyOptions extends PlaceOptions {
  /** Makes the pictures this database's, whoever had them. */
  readonly adopt: boolean;
  readonly onProgress?: ((done: number) => void) | undefined;
}

/**
 * Looks whether rows, files, results and modes of a room fit each other. Nothing is changed but what `adopt` says.
 * @throws UserError when database or pictures cannot be reached, or a server uses the folder
 */
export async function verifyRoom(options: VerifyOptions): Promise<Verified> {
  const places = await openPlaces(options);
  try {
    const room = options.adopt ? await adoptStore(places.room, places.database, places.store) : places.room;
    const checks = [
      await checkOwner({ ...places, room }),
      ...(await checkPictures(places, options)),
      await checkModels(places),
    ];
    if (options.pictures === undefined || options.database === undefined)
      checks.push(await checkModes(options.data));
    return { database: places.room.id, checks, ok: checks.every(({ state }) => state !== 'fault') };
  } finally {
    await places.database.close();
  }
}

async function checkOwner({ room, store, files, database }: Places): Promise<Check> {
  const unusedOf = (contents: readonly string[]) => unusedContents(database.tables, contents);
  const ownership = await ownershipOf(room, { store, files, unusedOf });
  const reason = refusal(ownership, room);
  if (reason !== undefined) {
    return fault('owner', `${reason}; no server starts here. To take them over: --adopt`);
  }
  if (ownership.state === 'elsewhere' || (ownership.state === 'empty' && room.storeId !== null)) {
    return fault(
      'owner',
      'the pictures of this database lie elsewhere; to have them here from now on: --adopt',
    );
  }
  return ok('owner', ownership.state === 'own' ? 'this database' : 'nobody yet; the first server takes them');
}

async function checkPictures(places: Places, { onProgress }: VerifyOptions): Promise<Check[]> {
  const { database, files } = places;
  const { tables } = database;
  const unusedOf = (contents: readonly string[]) => unusedContents(tables, contents);
  const { rows, lost } = await lostPictures(tables, files);
  const { looked, damaged, unknown } = await damagedContents(files, unusedOf, onProgress);
  const open = await openRemovals(tables);
  const quarantined = await countQuarantine(places.store);
  return [
    lost.length === 0
      ? ok('rows', `${rows} pictures of batches, the files of all are there`)
      : fault('rows', `of ${rows} pictures of batches ${lost.length} have no file; send them again`, lost),
    damaged.length === 0
      ? ok('files', `${looked} files, all as they were uploaded`)
      : fault('files', `of ${looked} files ${damaged.length} are damaged; send them again`, damaged),
    unknown.length === 0
      ? ok('unknown files', 'none')
      : note('unknown files', `${unknown.length} of no batch; the next start puts them aside`, unknown),
    quarantined === 0
      ? ok('quarantine', 'empty')
      : note('quarantine', `${quarantined} pictures, kept for 30 days`),
    open.length === 0
      ? ok('deletions', 'all done')
      : note('deletions', `${open.length} unfinished; the next start continues them`, open),
  ];
}

async function checkModels({ database }: Places): Promise<Check> {
  const { results, unknown } = await resultsWithoutModel(database.tables);
  if (unknown.length === 0) return ok('results', `${results}, the models of all are known`);
  return note('results', `of ${results} some are of models that earlier versions did not keep`, unknown);
}

async function checkModes(data: string): Promise<Check> {
  const open = await openToOthers(resolve(data));
  if (open.length === 0) return ok('modes', 'for this user alone');
  return fault('modes', `others can read ${open.length} files and folders; the next start mends that`, open);
}

const ok = (name: string, found: string): Check => ({ name, state: 'ok', found, details: [] });
const note = (name: string, found: string, details: readonly string[] = []): Check => ({
  ...{ name, state: 'note', found, details },
});
const fault = (name: string, found: string, details: readonly string[] = []): Check => ({
  ...{ name, state: 'fault', found, details },
});
