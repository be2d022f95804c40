import type { ApiTrashed } from '@giemsa/server';
import { useState } from 'react';
import { api } from '../data/api.js';
import { useSession } from '../data/session.js';
import { usePages } from '../data/use-pages.js';
import { when } from '../parts/format.js';
import { More } from '../parts/more.js';
import { texts } from '../texts.js';

function deletedText({ deleted, deleted_by: by, ends }: ApiTrashed): string {
  if (ends === null)
    return by === null
      ? texts.trash.deletedSigned({ at: when(deleted) })
      : texts.trash.deletedSignedBy({ at: when(deleted), by });
  const times = { at: when(deleted), ends: when(ends) };
  return by === null ? texts.trash.deleted(times) : texts.trash.deletedBy({ ...times, by });
}

/** Deleted batches, to be restored, or by an admin deleted for good. */
export function Trash({ onRestore }: { onRestore: () => void }) {
  const session = useSession();
  const trash = usePages(api.trash, 'trash');
  const [error, setError] = useState<string>();
  if (!trash.value || trash.value.length === 0) return null;
  const change = async (action: Promise<unknown>) => {
    try {
      await action;
      setError(undefined);
    } catch (reason) {
      setError((reason as Error).message);
    }
    trash.reload();
    onRestore();
  };
  const end = ({ id, name }: ApiTrashed) => {
    if (window.confirm(texts.trash.endSure({ name }))) void change(api.deleteForGood(id));
  };
  return (
    <details className="trash">
      <summary>
        {texts.trash[trash.more === undefined ? 'title' : 'titleMore']({ count: trash.value.length })}
      </summary>
      {error !== undefined && <p role="alert">{error}</p>}
      <ul>
        {trash.value.map((batch) => (
          <li key={batch.id}>
            <span>
              <strong>{batch.name}</strong> <span className="quiet">{deletedText(batch)}</span>
            </span>
            <span className="row">
              {session?.role !== 'reader' && (
                <button
                  type="button"
                  aria-label={texts.trash.restoreNamed({ name: batch.name })}
                  onClick={() => void change(api.restore(batch.id))}
                >
                  {texts.trash.restore}
                </button>
              )}
              {session?.role === 'admin' && (
                <button
                  type="button"
                  aria-label={texts.trash.endNamed({ name: batch.name })}
                  onClick={() => end(batch)}
                >
                  {texts.trash.end}
                </button>
              )}
            </span>
          </li>
        ))}
      </ul>
      <More pages={trash} />
    </details>
  );
}
