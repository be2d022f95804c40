import type { ApiPicture, ApiProgress, ApiResults } from '@giemsa/server';
import { useMemo, useState } from 'react';
import { api } from '../data/api.js';
import { BatchSourceProvider } from '../data/batch-source.js';
import { useSession } from '../data/session.js';
import { useEvents } from '../data/use-events.js';
import { useLoaded } from '../data/use-loaded.js';
import { BatchHeading, ProgressLine, readCount } from '../parts/batch-heading.js';
import { DecimalChoice, useDecimals } from '../parts/decimals.js';
import { Incomplete } from '../parts/incomplete.js';
import { SortDialog } from '../parts/sort-dialog.js';
import { Status } from '../parts/status.js';
import { useReviewer } from '../parts/use-reviewer.js';
import { texts } from '../texts.js';
import { BatchView } from './batch-view.js';
import { Misplaced } from './misplaced.js';
import { ReadingPanel } from './reading-panel.js';
import { Reasons } from './reasons.js';

/** Results are asked for again at most so often while a batch is worked on. */
const RELOAD_MS = 1500;

/** One batch: progress, threshold, gallery, review, patients, exports. */
export function BatchPage({ id }: { id: string }) {
  const isNamed = useSession()?.person != null;
  const [stored, setReviewer] = useReviewer();
  const [reader, setReader] = useState(stored);
  // With tokens of persons the server knows who looks.
  const by = isNamed || reader === '' ? undefined : reader;
  const loaded = useLoaded(() => api.results(id, by), `${id} ${by}`);
  const source = useMemo(
    () => ({
      ...{ image: api.image, correct: api.correct },
      heat: (picture: string) => api.heat(picture, by),
      picture: (picture: string) => api.picture(picture, by),
    }),
    [by],
  );
  const [decimals, setDecimals] = useDecimals();
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
  const panel = (onOpen: (ids: readonly string[]) => void) => (
    <ReadingPanel
      results={loaded.value!}
      by={by}
      onBy={(name) => {
        setReviewer(name);
        setReader(name);
      }}
      onOpen={onOpen}
      onChange={loaded.reload}
    />
  );
  return (
    <BatchSourceProvider value={source}>
      <BatchView
        results={loaded.value}
        tried={tried}
        onTry={setTried}
        onSet={setForAll}
        onPicture={setPicture}
        panel={panel}
      >
        <p className="crumbs">
          <a href="#/screen">{texts.batches.all}</a>
        </p>
        <BatchHeading batch={batch}>
          <a className="button" href={api.export(batch.id, 'csv', by, decimals)} download>
            CSV
          </a>
          <a className="button" href={api.export(batch.id, 'json', by)} download>
            JSON
          </a>
          <a className="button" href={api.export(batch.id, 'html', by)} target="_blank" rel="noreferrer">
            {texts.batch.report}
          </a>
          <DecimalChoice decimals={decimals} onDecimals={setDecimals} />
        </BatchHeading>
        <Incomplete batch={batch} progress={now} missing={missing} onChange={loaded.reload} />
        <ProgressLine progress={now} isLost={isLost} />
        <Misplaced
          batch={batch}
          pictures={loaded.value.pictures.filter(({ correction }) => correction === null)}
        />
        <Sorting results={loaded.value} onChange={loaded.reload} />
        {refused.length > 0 && (
          <Reasons title={texts.batch.refused({ count: refused.length })} files={refused} />
        )}
      </BatchView>
    </BatchSourceProvider>
  );
}

/** By what cells are told apart into patients. While they are read blind their names are not whole. */
function Sorting({ results, onChange }: { results: ApiResults; onChange: () => void }) {
  const { batch, sorting, pictures, class_names: classNames } = results;
  if (batch.blind) return null;
  return (
    <SortDialog
      batch={batch.id}
      sorting={sorting}
      files={pictures.map(({ id, name, patient }) => ({ id, name, patient }))}
      classNames={classNames}
      onChange={onChange}
    />
  );
}
