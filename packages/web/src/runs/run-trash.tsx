import { useState } from 'react';
import { trainingApi } from '../data/training-api.js';
import { useLoaded } from '../data/use-loaded.js';
import { when } from '../parts/format.js';
import { texts } from '../texts.js';

/** Deleted trainings, to be restored or deleted for good. @param version changes when one is deleted */
export function RunTrash({ version, onRestore }: { version: number; onRestore: () => void }) {
  const trash = useLoaded(trainingApi.trash, `trash ${version}`);
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
  const end = (run: string, name: string) => {
    if (window.confirm(texts.training.endSure({ run: name }))) void change(trainingApi.removeForGood(run));
  };
  return (
    <details className="trash">
      <summary>{texts.training.trash({ count: trash.value.length })}</summary>
      {error !== undefined && <p role="alert">{error}</p>}
      <ul>
        {trash.value.map(({ id, name, deleted, deleted_by: by, ends }) => {
          const shown = name ?? id;
          return (
            <li key={id}>
              <span>
                <strong>{shown}</strong>{' '}
                <span className="quiet">
                  {by === null
                    ? texts.trash.deleted({ at: when(deleted), ends: when(ends) })
                    : texts.trash.deletedBy({ at: when(deleted), ends: when(ends), by })}
                </span>
              </span>
              <span className="row">
                <button
                  type="button"
                  aria-label={texts.trash.restoreNamed({ name: shown })}
                  onClick={() => void change(trainingApi.restore(id))}
                >
                  {texts.trash.restore}
                </button>
                <button
                  type="button"
                  aria-label={texts.trash.endNamed({ name: shown })}
                  onClick={() => end(id, shown)}
                >
                  {texts.trash.end}
                </button>
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
