import { randomUUID } from 'node:crypto';
import { eq, isNull, or } from 'drizzle-orm';
import { z } from 'zod';
import { UnusableStore } from '../refusals.js';
import type { Database, Tables } from './database.js';
import type { PictureFiles, UnusedOf } from './picture-files.js';
import type { PictureStore } from './picture-store.js';
import { type Room, readRoom } from './room.js';
import { room as rooms } from './schema.js';

/** Says which database the pictures of a folder or bucket belong to. */
export const OWNER_NAME = 'owner.json';

/** `store` is missing where an earlier version wrote it. */
const ownerSchema = z.object({ database: z.uuid(), store: z.uuid().optional(), since: z.string() });
export type Owner = z.infer<typeof ownerSchema>;

/** A store from before stores had owners is taken for this database's when it knows at least this share of its pictures. */
const KNOWN_SHARE = 0.9;

/**
 * What a store is to a database. Each names the other: pictures of one database may lie in one store only. `unclaimed`: the store names
 * the database, which names none yet; `elsewhere`: it names another one.
 */
export type Ownership =
  | { readonly state: 'own' | 'unclaimed' | 'elsewhere' | 'empty' | 'unreadable' }
  | { readonly state: 'foreign'; readonly owner: Owner }
  | { readonly state: 'unowned'; readonly pictures: number; readonly known: number };

/** Looks whose a store is; nothing is changed. */
export async function ownershipOf(
  { id, storeId }: Room,
  { store, files, unusedOf }: { store: PictureStore; files: PictureFiles; unusedOf: UnusedOf },
): Promise<Ownership> {
  const text = (await store.read(OWNER_NAME))?.toString('utf8');
  if (text !== undefined) {
    const owner = parseOwner(text);
    if (!owner) return { state: 'unreadable' };
    if (owner.database !== id) return { state: 'foreign', owner };
    if (storeId === null) return { state: 'unclaimed' };
    return { state: owner.store === storeId ? 'own' : 'elsewhere' };
  }
  let [pictures, known] = [0, 0];
  for await (const contents of files.contents()) {
    pictures += contents.length;
    known += contents.length - (await unusedOf(contents)).length;
  }
  return pictures === 0 ? { state: 'empty' } : { state: 'unowned', pictures, known };
}

interface ClaimTools {
  readonly database: Database;
  readonly store: PictureStore;
  readonly files: PictureFiles;
  readonly unusedOf: UnusedOf;
  /** Whether the database has any picture. */
  readonly knowsPictures: () => Promise<boolean>;
}

/**
 * Looks whether the pictures may be this database's; nothing is changed.
 * @param place how the store is called in messages
 * @throws UserError when they are another database's, or nobody knows whose, or this database's lie elsewhere
 */
export async function checkStore(room: Room, tools: ClaimTools, place: string): Promise<Ownership> {
  const ownership = await ownershipOf(room, tools);
  const lieElsewhere = ['empty', 'elsewhere'].includes(ownership.state) && (await tools.knowsPictures());
  const reason = lieElsewhere ? ELSEWHERE : refusal(ownership, room);
  if (reason !== undefined) throw refused(place, reason);
  return ownership;
}

/**
 * Makes sure that the pictures belong to this database. A store without pictures becomes its own when the database has none yet, and so
 * does one that names no owner when the database knows its pictures. Of servers that claim different stores at the same time the
 * database takes one.
 * @returns the room, with its store
 * @throws UserError as {@link checkStore}; nothing was changed then
 */
export async function claimStore(tools: ClaimTools, place: string): Promise<Room> {
  const room = await readRoom(tools.database.tables);
  const ownership = await checkStore(room, tools, place);
  if (ownership.state === 'own') return room;
  const { store, database } = tools;
  if (ownership.state === 'elsewhere' || (ownership.state === 'empty' && room.storeId !== null)) {
    throw refused(place, ELSEWHERE);
  }
  const mine = room.storeId ?? randomUUID();
  // An earlier version's note has no store; of two that write the same one again, the database takes what the store then says.
  if (ownership.state === 'unclaimed') await store.write(OWNER_NAME, ownerText(room, mine));
  else await store.create(OWNER_NAME, ownerText(room, mine));
  const written = parseOwner((await store.read(OWNER_NAME))?.toString('utf8') ?? '');
  if (written?.database === room.id && written.store && (await takeStore(database.tables, written.store))) {
    return readRoom(database.tables);
  }
  // Only what this server has just made.
  if (ownership.state === 'empty' && written?.store === mine) await store.delete(OWNER_NAME);
  const now = await ownershipOf(await readRoom(database.tables), tools);
  throw refused(place, refusal(now, room) ?? ELSEWHERE);
}

/** In one statement, so that one of several wins. @returns whether the database has this store now */
async function takeStore(tables: Tables, storeId: string): Promise<boolean> {
  const taken = await tables
    .update(rooms)
    .set({ storeId })
    .where(or(isNull(rooms.storeId), eq(rooms.storeId, storeId)))
    .returning({ id: rooms.id });
  return taken.length > 0;
}

/** Makes a store this database's, whoever had it: after a restore, by the word of a person. @returns the room, with its store */
export async function adoptStore(room: Room, { tables }: Database, store: PictureStore): Promise<Room> {
  const storeId = randomUUID();
  await tables.update(rooms).set({ storeId });
  await store.write(OWNER_NAME, ownerText(room, storeId));
  return { ...room, storeId };
}

const refused = (place: string, reason: string): UnusableStore =>
  new UnusableStore(`${place}: ${reason}. Nothing was changed. ${ADVICE}`);

/** Why nobody may use a store with this database; `undefined` when servers or workers may. */
export function refusal(ownership: Ownership, { id, createdAt }: Room): string | undefined {
  const own = `the one here is ${id} (made ${day(createdAt)})`;
  if (ownership.state === 'foreign') {
    const { database, since } = ownership.owner;
    return `these pictures belong to the database ${database} (since ${since.slice(0, 10)}); ${own}`;
  }
  if (ownership.state === 'unreadable') return `${OWNER_NAME} cannot be read, so their owner is unknown`;
  if (ownership.state !== 'unowned' || ownership.known >= KNOWN_SHARE * ownership.pictures) return undefined;
  return `of ${ownership.pictures} pictures the database knows ${ownership.known}, so they are another's; ${own}`;
}

/** Workers would take them for gone. */
const ELSEWHERE = 'the pictures of this database lie elsewhere, not here';

const ADVICE =
  'Give the right --database, --data and --pictures; or, where this database has to take them over, as after a restore: ' +
  'giemsa verify --adopt with the same options';

const ownerText = ({ id }: Room, store: string): Buffer =>
  Buffer.from(`${JSON.stringify({ database: id, store, since: new Date().toISOString() })}\n`);

function parseOwner(text: string): Owner | undefined {
  try {
    return ownerSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const day = (date: Date): string => date.toISOString().slice(0, 10);
