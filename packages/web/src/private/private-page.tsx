import { BROWSER_EXTENSIONS } from '@giemsa/core/internal/pictures/picture-endings';
import type { ApiResults } from '@giemsa/server';
import { useState } from 'react';
import { BatchSourceProvider } from '../data/batch-source.js';
import { useSession } from '../data/session.js';
import type { DroppedFile } from '../data/upload.js';
import type { LeftOut } from '../data/uploads.js';
import { useLoaded } from '../data/use-loaded.js';
import { readCount } from '../parts/batch-heading.js';
import { Status } from '../parts/status.js';
import { BatchView } from '../screen/batch-view.js';
import { DropTarget } from '../screen/drop-target.js';
import { texts } from '../texts.js';
import { modelsHere } from './models-here.js';
import { Offline } from './offline.js';
import { noteSaved, setWork, startPrivate, usePrivateWork } from './private-work.js';
import { Progress } from './progress.js';
import { useTaught } from './taught.js';

/** Names that are told one by one. */
const MOST_NAMED = 10;

function leftOutText(leftOut: readonly LeftOut[]): string {
  const names = leftOut.slice(0, MOST_NAMED).map(({ name, reason }) => `${name} (${reason})`);
  const more = leftOut.length - names.length;
  const files = names.join(', ');
  return more > 0 ? texts.private.leftOutMore({ files, more }) : texts.private.leftOut({ files });
}

/** The model in this browser: pictures never leave it. */
export function PrivatePage() {
  const models = useLoaded(modelsHere, 'models');
  const taught = useTaught();
  const session = useSession();
  const [modelId, setModelId] = useState<string>();
  const { batch, isBusy, threshold, error } = usePrivateWork();
  if (!models.value) return <Status loaded={models} />;
  const offered = [...taught.map((one) => one.model), ...models.value];
  const model = offered.find(({ id }) => id === modelId) ?? offered[0];
  if (!model) return <p className="notice">{texts.models.none}</p>;

  const { results } = batch ?? {};
  const start = async (files: readonly DroppedFile[], leftOut: readonly LeftOut[] = []) => {
    if (!startPrivate(model, session?.software ?? '', files)) return;
    setWork({ error: leftOut.length > 0 ? leftOutText(leftOut) : undefined });
  };
  const trySamples = async () => {
    const { sampleFiles } = await import('../data/sample-files.js');
    await start(await sampleFiles('cells'));
  };
  return (
    <>
      <h1>{texts.private.title}</h1>
      <p className="lead">
        {texts.private.explain} {texts.private.kept}
      </p>
      <DropTarget
        models={offered}
        model={model.id}
        onModel={setModelId}
        isBusy={isBusy}
        accept={BROWSER_EXTENSIONS}
        hint={texts.private.limits}
        onFiles={start}
      >
        {error && (
          <p role="alert" className="error">
            {error}
          </p>
        )}
        <Progress />
      </DropTarget>
      {!results && (
        <div className="row samples">
          <strong>{texts.home.samples.label}</strong>
          <button type="button" disabled={isBusy} onClick={() => void trySamples()}>
            {texts.home.samples.cells}
          </button>
        </div>
      )}
      {!taught.some((one) => one.model.id === model.id) && <Offline model={model} isBusy={isBusy} />}
      <p>
        <a href="#/private/teach">{texts.teach.link}</a>
      </p>
      {batch && results && (
        <BatchSourceProvider value={batch.source}>
          <BatchView
            results={results}
            tried={threshold}
            onTry={(tried) => setWork({ threshold: tried })}
            // What a person said is in the batch already.
            onPicture={() => undefined}
          >
            <p className="quiet">
              {batch.device === 'webgpu'
                ? texts.private.graphics
                : texts.private.processor({ reason: batch.reason ?? '' })}
            </p>
            <div className="row">
              <button
                type="button"
                disabled={readCount(results.batch.progress) === 0}
                onClick={() => void saveCsv(results, threshold ?? results.threshold)}
              >
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
  noteSaved();
}
