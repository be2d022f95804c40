import { Sentences } from '../parts/sentences.js';
import { texts } from '../texts.js';

/** What stands against a start, and what its result will not tell. */
export function NeedsNotes({ missing, notes }: { missing: readonly string[]; notes: readonly string[] }) {
  const words = texts.adopting.needs;
  return (
    <>
      {missing.length > 0 && <Sentences className="notice" title={words.missing} lines={missing} />}
      {notes.length > 0 && <Sentences className="quiet small" title={words.notes} lines={notes} />}
    </>
  );
}
