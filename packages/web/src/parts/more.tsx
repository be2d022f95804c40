import type { Pages } from '../data/use-pages.js';
import { texts } from '../texts.js';

/** Below a list that is not whole: what shows more of it. */
export function More({ pages }: { pages: Pick<Pages<unknown>, 'value' | 'error' | 'more'> }) {
  if (!pages.more || !pages.value) return null;
  return (
    <p className="quiet">
      {texts.more.shown({ count: pages.value.length })}{' '}
      <button type="button" onClick={pages.more}>
        {texts.more.show}
      </button>
      {pages.error && <span role="alert"> {pages.error.message}</span>}
    </p>
  );
}
