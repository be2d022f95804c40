import { useState } from 'react';
import { api } from '../data/api.js';
import { useSession } from '../data/session.js';
import { useLoaded } from '../data/use-loaded.js';
import { Status } from '../parts/status.js';
import { texts } from '../texts.js';
import { BatchList } from './batch-list.js';
import { DropZone } from './drop-zone.js';
import { Samples } from './samples.js';
import { Trash } from './trash.js';

/** What this is, new uploads, and the list of earlier ones. */
export function ScreenPage() {
  const isReader = useSession()?.role === 'reader';
  const models = useLoaded(api.models, 'models');
  const [changes, setChanges] = useState(0);
  return (
    <>
      <h1>{texts.title}</h1>
      <p className="lead">
        {texts.home.does} {texts.home.doesNot}
      </p>
      {isReader && <p className="notice">{texts.account.onlyReads}</p>}
      <div className={isReader ? '' : 'home-parts'}>
        {!isReader && (
          <div>
            {!models.value && <Status loaded={models} />}
            {models.value && <DropZone models={models.value} />}
            {models.value && models.value.length > 0 && <Samples models={models.value} />}
          </div>
        )}
        <section aria-label={texts.batches.title}>
          <BatchList changes={changes} />
          <Trash onRestore={() => setChanges(changes + 1)} />
        </section>
      </div>
    </>
  );
}
