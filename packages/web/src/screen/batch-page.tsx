import type { ApiBatch, ApiPicture, ApiProgress } from '@giemsa/server';
import { useState } from 'react';
import { api } from '../data/api.js';
import { useEvents } from '../data/use-events.js';
import { useLoaded } from '../data/use-loaded.js';
import { when } from '../parts/format.js';
import { Status } from '../parts/status.js';
import { goTo } from '../parts/use-address.js';
import { texts } from '../texts.js';
import { BatchView } from './batch-view.js';
import { Reasons } from './reasons.js';
import { refusedFiles } from './refused.js';

/** Results are asked for again at most so often while a batch is worked on. */
const RELOAD_MS = 1500;

/** One batch: progress, threshold, gallery, review, patients, exports. */
export function BatchPage({ id }: { id: string }) {
  const loaded = useLoaded(() => api.results(id), id);
  const [threshold, setThreshold] = useState<number>();
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
  const refused = refusedFiles(id);
  return (
    <BatchView
      results={loaded.value}
      threshold={threshold ?? loaded.value.threshold}
      onThreshold={setThreshold}
      onPicture={setPicture}
    >
      <p className="crumbs">
        <a href="#/screen">{texts.batches.all}</a>
      </p>
      <BatchHeading batch={batch} threshold={threshold ?? loaded.value.threshold} />
      <ProgressLine progress={progress ?? batch.progress} isLost={isLost} />
      {refused.length > 0 && <Reasons title={texts.batch.refused(refused.length)} files={refused} />}
    </BatchView>
  );
}

function BatchHeading({ batch, threshold }: { batch: ApiBatch; threshold: number }) {
  return (
    <div className="heading">
      <div>
        <h1>{batch.name}</h1>
        <p className="quiet">
          {texts.batch.model} {batch.model} · {when(batch.created)}
        </p>
      </div>
      <div className="row">
        <a className="button" href={api.export(batch.id, 'csv', threshold)} download>
          CSV
        </a>
        <a className="button" href={api.export(batch.id, 'json', threshold)} download>
          JSON
        </a>
        <a className="button" href={api.export(batch.id, 'html', threshold)} target="_blank" rel="noreferrer">
          {texts.batch.report}
        </a>
        <button type="button" onClick={() => void remove(batch.id)}>
          {texts.batch.remove}
        </button>
      </div>
    </div>
  );
}

async function remove(batch: string): Promise<void> {
  if (!window.confirm(texts.batch.removeSure)) return;
  await api.deleteBatch(batch);
  goTo('screen');
}

const readCount = ({ done, refused, failed }: ApiProgress): number => done + refused + failed;

function ProgressLine({ progress, isLost }: { progress: ApiProgress; isLost: boolean }) {
  const read = readCount(progress);
  if (read === progress.total && !isLost) return null;
  return (
    <p role="status">
      <progress value={read} max={progress.total} aria-label={texts.batch.progress(read, progress.total)} />{' '}
      {isLost ? texts.batch.lost : texts.batch.progress(read, progress.total)}
    </p>
  );
}
