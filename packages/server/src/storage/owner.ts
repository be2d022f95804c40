import { UserError } from '@giemsa/core';
import { z } from 'zod';
import type { PictureFiles, UnusedOf } from './picture-files.js';
import type { PictureStore } from './picture-store.js';
import type { Room } from './room.js';

/** Says which database the pictures of a folder or bucket belong to. */
export const OWNER_NAME = 'owner.json';

const ownerSchema = z.object({ database: z.uuid(), since: z.string() });
export type Owner = z.infer<typeof ownerSchema>;

/** A store from before stores had owners is taken for this database's when it knows at least this share of its pictures. */
const KNOWN_SHARE = 0.9;

/** What a store is to a database. */
export type Ownership =
  | { readonly state: 'own' | 'empty' | 'unreadable' }
  | { readonly state: 'foreign'; readonly owner: Owner }
  | { readonly state: 'unowned'; readonly pictures: number; readonly known: number };

/** Looks whose a store is; nothing is changed. */
export async function ownershipOf(
  { id }: Room,
  { store, files, unusedOf }: { store: PictureStore; files: PictureFiles; unusedOf: UnusedOf },
): Promise<Ownership> {
  const text = (await store.read(OWNER_NAME))?.toString('utf8');
  if (text !== undefined) {
    const owner = parseOwner(text);
    if (!owner) return { state: 'unreadable' };
    return owner.database === id ? { state: 'own' } : { state: 'foreign', owner };
  }
  let [pictures, known] = [0, 0];
  for await (const contents of files.contents()) {
    pictures += contents.length;
    known += contents.length - (await unusedOf(contents)).length;
  }
  return pictures === 0 ? { state: 'empty' } : { state: 'unowned', pictures, known };
}

/**
 * Makes sure that the pictures belong to this database. A store without pictures becomes its own when the database knows none either,
 * and so does one from before stores had owners when the database knows its pictures.
 * @param tools `knowsPictures`: whether the database has any
 * @param place how the store is called in messages
 * @throws UserError when they are another database's, or nobody knows whose; nothing was changed then
 */
export async function claimStore(
  room: Room,
  tools: {
    store: PictureStore;
    files: PictureFiles;
    unusedOf: UnusedOf;
    knowsPictures: () => Promise<boolean>;
  },
  place: string,
): Promise<void> {
  const ownership = await ownershipOf(room, tools);
  if (ownership.state === 'own') return;
  const isElsewhere = ownership.state === 'empty' && (await tools.knowsPictures());
  const reason = isElsewhere ? ELSEWHERE : refusal(ownership, room);
  if (reason !== undefined) throw new UserError(`${place}: ${reason}. Nothing was changed. ${ADVICE}`);
  await tools.store.create(OWNER_NAME, ownerText(room));
  // Another server may have been faster.
  const now = await ownershipOf(room, tools);
  if (now.state !== 'own') {
    throw new UserError(`${place}: ${refusal(now, room) ?? 'its owner cannot be written'}. ${ADVICE}`);
  }
}

/** Makes a store this database's, whoever had it: after a restore, by the word of a person. */
export const adoptStore = (room: Room, store: PictureStore): Promise<void> =>
  store.write(OWNER_NAME, ownerText(room));

/** Why a database must not use a store; `undefined` when it may. */
export function refusal(ownership: Ownership, { id, createdAt }: Room): string | undefined {
  const own = `the one here is ${id} (made ${day(createdAt)})`;
  if (ownership.state === 'foreign') {
    const { database, since } = ownership.owner;
    return `these pictures belong to the database ${database} (since ${since.slice(0, 10)}); ${own}`;
  }
  if (ownership.state === 'unreadable') return `${OWNER_NAME} cannot be read, so nobody knows whose they are`;
  if (ownership.state !== 'unowned' || ownership.known >= KNOWN_SHARE * ownership.pictures) return undefined;
  return `of ${ownership.pictures} pictures the database knows ${ownership.known}, so they are another's; ${own}`;
}

/** Workers would take them for gone. */
const ELSEWHERE = 'there are no pictures here, and the database knows some: they lie elsewhere';

const ADVICE =
  'Give the right --database, --data and --pictures; or, where this database has to take them over, as after a restore: ' +
  'giemsa verify --adopt with the same options';

const ownerText = ({ id }: Room): Buffer =>
  Buffer.from(`${JSON.stringify({ database: id, since: new Date().toISOString() })}\n`);

function parseOwner(text: string): Owner | undefined {
  try {
    return ownerSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const day = (date: Date): string => date.toISOString().slice(0, 10);
