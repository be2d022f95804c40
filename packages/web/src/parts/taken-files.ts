import { hasEnding } from '@giemsa/core/internal/pictures/picture-endings';
import type { DroppedFile } from '../data/upload.js';
import type { LeftOut } from '../data/uploads.js';
import { whyNotTaken } from './why-not-taken.js';

const LEFTOVER = /(^|\/)(\.|__MACOSX\/|Thumbs\.db$|desktop\.ini$)/i;

/**
 * Files that are sent, and those that are not, with the reason; hidden ones and leftovers of systems are not spoken of.
 * @param accept endings of names that are taken
 */
export function takenFiles(
  dropped: readonly DroppedFile[],
  accept: readonly string[],
): { wanted: DroppedFile[]; leftOut: LeftOut[] } {
  const wanted = dropped.filter(({ path }) => hasEnding(path, accept));
  const others = dropped.filter(({ path }) => !hasEnding(path, accept) && !LEFTOVER.test(path));
  return { wanted, leftOut: others.map(({ path }) => ({ name: path, reason: whyNotTaken(path) })) };
}
