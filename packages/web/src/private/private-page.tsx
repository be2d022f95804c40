import { BROWSER_EXTENSIONS } from '@giemsa/core/internal/pictures/picture-endings';
import type { ApiPicture, ApiResults } from '@giemsa/server';
import { useState } from 'react';
import { api } from '../data/api.js';
import { BatchSourceProvider } from '../data/batch-source.js';
import { useSession } from '../data/session.js';
import { useLoaded } from '../data/use-loaded.js';
import { readCount } from '../parts/batch-heading.js';
import { Status } from '../parts/status.js';
import { BatchView } from '../screen/batch-view.js';
import { DropTarget } from '../screen/drop-target.js';
import { texts } from '../texts.js';
import type { PrivateBatch } from './run-private.js';

/** The model in this browser: pictures never leave it, nothing is kept when the page is closed. */
export function PrivatePage() {
  const models = useLoaded(api.models, 'models');
  const session = useSession();
  const [modelId, setModelId] = useState<string>();
  const [batch, setBatch] = useState<PrivateBatch>();
  const [threshold, setThreshold] = useState<number>();
  const [error, setError] = useState<string>();
  if (!models.value) return <Status loaded={models} />;
  const model = models.value.find(({ id }) => id === modelId) ?? models.value[0];
  if (!model) return <p className="notice">{texts.models.none}</p>;

  const { results } = batch ?? {};
  const progress = results?.batch.progress;
  const read = progress ? readCount(progress) : 0;
  const setPicture = (changed: ApiPicture) =>
    setBatch(
      (before) =>
        before && {
          ...before,
          results: {
            ...before.results,
            pictures: before.results.pictures.map((picture) =>
              picture.id === changed.id ? changed : picture,
            ),
          },
        },
    );
  return (
    <>
      <h1>{texts.private.title}</h1>
      <p>{texts.private.explain}</p>
      <p className="quiet small">{texts.private.limits}</p>
      <DropTarget
        models={models.value}
        model={model.id}
        onModel={setModelId}
        isBusy={progress !== undefined && read < progress.total}
        accept={BROWSER_EXTENSIONS}
        onFiles={async (files, leftOut) => {
          setError(leftOut.length > 0 ? texts.private.leftOut(leftOut) : undefined);
          try {
            const { runPrivate } = await import('./run-private.js');
            setBatch(await runPrivate(model, session?.software ?? '', files, setBatch));
          } catch (reason) {
            setError((reason as Error).message);
          }
        }}
      >
        {error && (
          <p role="alert" className="error">
            {error}
          </p>
        )}
        {progress && read < progress.total && (
          <p role="status">
            <progress value={read} max={progress.total} aria-label={texts.private.title} />{' '}
            {texts.batch.progress(read, progress.total)}
          </p>
        )}
      </DropTarget>
      {batch && results && (
        <BatchSourceProvider value={batch.source}>
          <BatchView results={results} tried={threshold} onTry={setThreshold} onPicture={setPicture}>
            <p className="quiet">{texts.private.device(batch.device, batch.reason)}</p>
            <div className="row">
              <button type="button" onClick={() => saveCsv(results, threshold ?? results.threshold)}>
                CSV
              </button>
            </div>
          </BatchView>
        </BatchSourceProvider>
      )}
    </>
  );
}

/** The table writer is loaded when it is needed. */
async function saveCsv(results: ApiResults, threshold: number): Promise<void> {
  const { privateCsv, saveText } = await import('./private-csv.js');
  saveText('private.csv', privateCsv(results, threshold));
}
