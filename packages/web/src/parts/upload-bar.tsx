import { endUpload, retryUpload, useUploads } from '../data/uploads.js';
import { texts } from '../texts.js';

/** The page of a batch. */
const PAGE_OF = { cells: 'screen', fields: 'smear' } as const;

/** What is being sent, on every page. */
export function UploadBar() {
  const uploads = useUploads();
  if (uploads.length === 0) return null;
  const words = texts.uploads;
  return (
    <section className="uploads" aria-label={words.label}>
      {uploads.map(({ id, name, kind, batch, done, total, error }) => (
        <div key={id} className="upload">
          {error === undefined ? (
            <p role="status">
              <progress value={done} max={total} aria-label={words.sending({ done, total, name })} />{' '}
              {words.sending({ done, total, name })}
            </p>
          ) : (
            <p role="alert" className="error">
              {words.stopped({ done, total, name, reason: error })}
            </p>
          )}
          {batch !== undefined && (
            <a href={kind === 'labelled' ? '#/runs' : `#/${PAGE_OF[kind]}/${batch}`}>{words.open}</a>
          )}
          {error !== undefined && (
            <>
              <button type="button" className="primary" onClick={() => retryUpload(id)}>
                {texts.retry}
              </button>
              <button type="button" onClick={() => endUpload(id)}>
                {words.forget}
              </button>
            </>
          )}
        </div>
      ))}
    </section>
  );
}
