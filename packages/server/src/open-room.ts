import { mkdir, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { MeaningOptions } from '@giemsa/core';
import { InvalidOption } from '@giemsa/core/internal/errors/kinds';
import { checkOutputFolder } from '@giemsa/core/internal/files/output';
import { PredictQueue } from './jobs/predict-queue.js';
import { createBoss, stopBoss } from './jobs/queue.js';
import { LoadedModels } from './models/loaded-models.js';
import { ModelRegistry } from './models/registry.js';
import { type Database, openDatabase } from './storage/database.js';
import { FolderStore } from './storage/folder-store.js';
import { makePrivate, mendModes } from './storage/modes.js';
import { checkStore, claimStore, ownershipOf } from './storage/owner.js';
import { PictureFiles } from './storage/picture-files.js';
import type { PictureStore } from './storage/picture-store.js';
import { unusedContents } from './storage/pictures.js';
import { knowsPictures, type Room, readRoom } from './storage/room.js';

/** Where pictures and rows are kept. */
export interface PlaceOptions {
  /** Folder for pictures and the database, unless `pictures` and `database` name other places. */
  readonly data: string;
  /** A bucket for pictures: `s3://bucket/prefix?endpoint=https://…`. */
  readonly pictures?: string | undefined;
  /** Address of a PostgreSQL. */
  readonly database?: string | undefined;
}

/** What server and worker have in common. */
export interface RoomOptions extends PlaceOptions {
  /** Models by path, the default first. */
  readonly models: readonly string[];
  /** What is said about Keras files among them that giemsa did not write. */
  readonly meaning?: MeaningOptions | undefined;
  /** Folder of run folders; their models are offered too. */
  readonly runs: string;
  /** Threads of the model. */
  readonly threads?: number | undefined;
  /** Told of errors that no request waits for. */
  readonly onError: (error: Error) => void;
  /** Is told what was fixed or put aside. */
  readonly notice?: ((line: string) => void) | undefined;
}

/** Opened pictures and rows; the owner of the pictures is not checked yet. */
export interface Places {
  readonly database: Database;
  readonly room: Room;
  readonly store: PictureStore;
  readonly files: PictureFiles;
  /** How the pictures' place is called in messages. */
  readonly shown: string;
}

/** @throws UserError when database or pictures cannot be reached, or another process uses the folder */
export async function openPlaces(options: PlaceOptions): Promise<Places> {
  const root = resolve(options.data);
  makePrivate();
  await checkOutputFolder('data', options.data);
  await mkdir(root, { recursive: true });
  const store = await openStore(root, options.pictures);
  const database = await openDatabase(root, options.database);
  try {
    const room = await readRoom(database.tables);
    const shown =
      options.pictures === undefined ? `--data ${options.data}` : `--pictures ${options.pictures}`;
    return { database, room, store, files: new PictureFiles(root, store), shown };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/**
 * @param claims whether a store that is nobody's becomes this database's: what takes pictures in needs one, a worker does not
 * @throws UserError as {@link openPlaces}, when a model cannot be used, and when the pictures belong to another database
 */
export async function openRoom(options: RoomOptions, { claims }: { claims: boolean }) {
  const registry = new ModelRegistry({
    ...{ models: options.models, folders: [options.runs], meaning: options.meaning },
    notice: options.notice,
  });
  if ((await stat(options.runs).catch(() => undefined))?.isFile()) {
    throw new InvalidOption(
      'runs',
      options.runs,
      `--runs ${options.runs} is a file; give the folder of the run folders`,
    );
  }
  // A model that cannot be used is reported now, not to the first user who uploads.
  await registry.list();
  const places = await openPlaces(options);
  const { database, store, files, shown } = places;
  let { room } = places;
  const boss = createBoss(database, options.onError);
  const queue = new PredictQueue(boss, database);
  try {
    const mended = await mendModes(resolve(options.data));
    if (mended !== undefined) options.notice?.(mended);
    const unusedOf = (contents: readonly string[]) => unusedContents(database.tables, contents);
    const knows = () => knowsPictures(database.tables);
    const tools = { database, store, files, unusedOf, knowsPictures: knows };
    await database.inTurn(async () => {
      if (claims) room = await claimStore(tools, shown);
      else await checkStore(room, tools, shown);
      await boss.start();
    });
    await queue.create();
  } catch (error) {
    await stopBoss(boss);
    await database.close();
    throw error;
  }
  const models = new LoadedModels(options.threads);
  const close = async () => {
    await stopBoss(boss);
    await models.release();
    await database.close();
  };
  /** Whether the pictures here are the database's; a server may claim them later than a worker starts. */
  const hasPictures = async () => {
    const { state } = await ownershipOf(await readRoom(database.tables), {
      ...{ store, files, unusedOf: async () => [] },
    });
    return state === 'own';
  };
  return { database, room, hasPictures, store, boss, queue, files, registry, models, close };
}

/** What a bucket needs is loaded only for one. */
async function openStore(root: string, bucket: string | undefined): Promise<PictureStore> {
  if (bucket === undefined) return new FolderStore(root);
  const { openBucket } = await import('./storage/bucket-store.js');
  return openBucket(bucket);
}
