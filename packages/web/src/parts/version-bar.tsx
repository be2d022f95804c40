import { useNewBuild } from '../data/offline.js';
import { texts } from '../texts.js';

/** Says that the server has a newer page than this one. */
export function VersionBar() {
  if (!useNewBuild()) return null;
  return (
    <p role="status" className="version">
      {texts.offline.newVersion}{' '}
      <button type="button" onClick={() => window.location.reload()}>
        {texts.offline.load}
      </button>
    </p>
  );
}
