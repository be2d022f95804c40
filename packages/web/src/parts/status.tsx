import type { Loaded } from '../data/use-loaded.js';
import { texts } from '../texts.js';

/** Shown instead of something that is still loading, or could not be loaded. */
export function Status({ loaded }: { loaded: Pick<Loaded<unknown>, 'error' | 'reload'> }) {
  if (!loaded.error) return <p role="status">{texts.loading}</p>;
  return (
    <p role="alert">
      {texts.failed}
      {loaded.error.message}{' '}
      <button type="button" onClick={loaded.reload}>
        {texts.retry}
      </button>
    </p>
  );
}
