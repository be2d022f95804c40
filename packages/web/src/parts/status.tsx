import { ApiError } from '../data/api.js';
import type { Loaded } from '../data/use-loaded.js';
import { texts } from '../texts.js';

/** Shown instead of something that is still loading, or could not be loaded. */
export function Status({ loaded: { error, reload } }: { loaded: Pick<Loaded<unknown>, 'error' | 'reload'> }) {
  if (!error) return <p role="status">{texts.loading}</p>;
  // What is gone does not come back by asking again.
  const isGone = error instanceof ApiError && error.status === 404;
  if (isGone) {
    return (
      <>
        <h1>{texts.noPage.gone}</h1>
        <p role="alert">
          {error.message} <a href="#/screen">{texts.noPage.toStart}</a>
        </p>
      </>
    );
  }
  return (
    <p role="alert">
      {error.message}{' '}
      <button type="button" onClick={reload}>
        {texts.retry}
      </button>
    </p>
  );
}
