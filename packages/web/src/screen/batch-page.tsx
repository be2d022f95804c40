import type { ApiPicture, ApiProgress } from '@giemsa/server';
import { useState } from 'react';
import { api } from '../data/api.js';
import { useEvents } from '../data/use-events.js';
import { useLoaded } from '../data/use-loaded.js';
import { BatchHeading, ProgressLine, readCount } from '../parts/batch-heading.js';
import { Status } from '../parts/status.js';
import { texts } from '../texts.js';
import { BatchView } from './batch-view.js';
import { Incomplete } from './incomplete.js';
import { Misplaced } from './misplaced.js';
import { Reasons } from './reasons.js';

/** Results are asked for again at most so often while a batch is worked on. */
const RELOAD_MS = 1500;

/** One batch: progress, threshold, gallery, review, patients, exports. */
export function BatchPage({ id }: { id: string }) {
  const loaded = useLoaded(() => api.results(id), id);
  const [tried, setTried] = useState<number>();
  const [progress, setProgress] = useState<ApiProgress>();
  const [lastReload, setLastReload] = useState(0);
  const isLost = useEvents<ApiProgress>(api.batchEvents(id), (value) => {
    setProgress(value);
    const isDone = readCount(value) === value.total;
    if (!isDone && Date.now() - lastReload < RELOAD_MS) return;
    setLastReload(Date.now());
    loaded.reload();
  });
  if (!loaded.value) return <Status loaded={loaded} />;
  const setPicture = (changed: ApiPicture) =>
    loaded.set((results) => ({
      ...results,
      pictures: results.pictures.map((picture) => (picture.id === changed.id ? changed : picture)),
    }));
  const { batch } = loaded.value;
  const setForAll = async (threshold: number | null, by: string | undefined) => {
    await api.setForBatch(id, { setting: 'threshold', threshold }, by);
    setTried(undefined);
    loaded.reload();
  };
  const { refused, missing } = loaded.value.files;
  const now = progress ?? batch.progress;
  return (
    <BatchView results={loaded.value} tried={tried} onTry={setTried} onSet={setForAll} onPicture={setPicture}>
      <p className="crumbs">
        <a href="#/screen">{texts.batches.all}</a>
      </p>
      <BatchHeading batch={batch}>
        <a className="button" href={api.export(batch.id, 'csv')} download>
          CSV
        </a>
        <a className="button" href={api.export(batch.id, 'json')} download>
          JSON
        </a>
        <a className="button" href={api.export(batch.id, 'html')} target="_blank" rel="noreferrer">
          {texts.batch.report}
        </a>
      </BatchHeading>
      <Incomplete batch={batch} progress={now} missing={missing} onChange={loaded.reload} />
      <ProgressLine progress={now} isLost={isLost} />
      <Misplaced
        batch={batch}
        pictures={loaded.value.pictures.filter(({ correction }) => correction === null)}
      />
      {refused.length > 0 && <Reasons title={texts.batch.refused(refused.length)} files={refused} />}
    </BatchView>
  );
}
