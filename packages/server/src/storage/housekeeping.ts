import type { Database } from './database.js';
import { ownershipOf } from './owner.js';
import type { PictureFiles } from './picture-files.js';
import type { PictureStore } from './picture-store.js';
import { unusedContents } from './pictures.js';
import { databaseTime, knowsPictures, type Room } from './room.js';

/** So long pictures lie in the quarantine. */
export const QUARANTINE_DAYS = 30;

const DAY_MS = 24 * 3600 * 1000;

export interface HousekeepingTools {
  readonly database: Database;
  readonly room: Room;
  readonly store: PictureStore;
  readonly files: PictureFiles;
  /** Is told what was put aside, and why. */
  readonly say: (line: string) => void;
}

/**
 * Puts pictures that no row knows into the quarantine: what a killed server was taking in. Nothing is touched where the database
 * knows no picture, or is younger than the picture: then more likely the database is the wrong one.
 * @param minimumAge in milliseconds; younger pictures may be on their way into the database
 * @param signal aborted when the server stops: what is left then is swept the next time
 */
export async function sweep(
  tools: HousekeepingTools,
  minimumAge: number,
  signal: AbortSignal,
): Promise<void> {
  const { database, room, files, say } = tools;
  const unusedOf = (contents: readonly string[]) => unusedContents(database.tables, contents);
  const now = await databaseTime(database);
  const { state } = await ownershipOf(room, { ...tools, unusedOf });
  if (state !== 'own') return say('the pictures no longer belong to this database, so none are moved');
  if (!(await knowsPictures(database.tables))) return;
  const put = await files.quarantine(
    unusedOf,
    { from: room.createdAt, to: new Date(now.getTime() - minimumAge), today: now },
    signal,
  );
  if (put > 0) {
    say(
      `${put} picture${put === 1 ? '' : 's'} without a batch (from an interrupted upload, or newer than a restored database) ` +
        `moved to quarantine/, kept for ${QUARANTINE_DAYS} days`,
    );
  }
  const ended = await files.endQuarantine(new Date(now.getTime() - QUARANTINE_DAYS * DAY_MS), signal);
  if (ended > 0) say(`${ended} deleted after ${QUARANTINE_DAYS} days in quarantine/`);
  await files.sweepUploads(new Date(now.getTime() - Math.max(minimumAge, DAY_MS)));
}
