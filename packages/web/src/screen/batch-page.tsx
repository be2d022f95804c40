import type { ApiPicture, ApiProgress, ApiResults } from '@giemsa/server';
import { useMemo, useState } from 'react';
import { api } from '../data/api.js';
import { arranged, type Filter, finalClass, type Order } from '../data/read-batch.js';
import { useEvents } from '../data/use-events.js';
import { useLoaded } from '../data/use-loaded.js';
import { when } from '../parts/format.js';
import { Status } from '../parts/status.js';
import { goTo } from '../parts/use-address.js';
import { texts } from '../texts.js';
import { Confusion } from './confusion.js';
import { Gallery } from './gallery.js';
import { Patients } from './patients.js';
import { refusedFiles } from './refused.js';
import { Review } from './review.js';

/** Results are asked for again at most so often while a batch is worked on. */
const RELOAD_MS = 1500;

/** One batch: progress, threshold, gallery, review, patients, exports. */
export function BatchPage({ id }: { id: string }) {
  const loaded = useLoaded(() => api.results(id), id);
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
  return (
    <Batch
      results={loaded.value}
      progress={progress ?? loaded.value.batch.progress}
      isLost={isLost}
      onPicture={setPicture}
    />
  );
}

interface BatchProps {
  results: ApiResults;
  progress: ApiProgress;
  isLost: boolean;
  onPicture: (picture: ApiPicture) => void;
}

function Batch({ results, progress, isLost, onPicture }: BatchProps) {
  const { batch, class_names: classNames, positive_class: positive } = results;
  const [threshold, setThreshold] = useState(results.threshold);
  const [order, setOrder] = useState<Order>('probability');
  const [filter, setFilter] = useState<Filter>('all');
  const [showsHeat, setShowsHeat] = useState(false);
  // The pictures of a review stay the same ones while answers change what the filter shows.
  const [review, setReview] = useState<{ ids: readonly string[]; start: number }>();
  const pictures = useMemo(
    () => arranged(results, threshold, order, filter),
    [results, threshold, order, filter],
  );
  const withStatus = (wanted: ApiPicture['status']) =>
    results.pictures
      .filter(({ status }) => status === wanted)
      .map(({ name, reason }) => ({ name, reason: reason ?? '' }));
  const failed = withStatus('failed');
  const noCells = withStatus('refused');
  const counts = classNames.map((name) => ({
    name,
    count: results.pictures.filter((picture) => finalClass(results, picture, threshold) === name).length,
  }));
  const refused = refusedFiles(batch.id);
  const open = (start: number) => setReview({ ids: pictures.map(({ id }) => id), start });
  return (
    <>
      <p className="crumbs">
        <a href="#/screen">{texts.batches.all}</a>
      </p>
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
          <a
            className="button"
            href={api.export(batch.id, 'html', threshold)}
            target="_blank"
            rel="noreferrer"
          >
            {texts.batch.report}
          </a>
          <button type="button" onClick={() => void remove(batch.id)}>
            {texts.batch.remove}
          </button>
        </div>
      </div>
      <ProgressLine progress={progress} isLost={isLost} />
      {refused.length > 0 && <Reasons title={texts.batch.refused(refused.length)} files={refused} />}
      {noCells.length > 0 && <Reasons title={texts.batch.noCells(noCells.length)} files={noCells} />}
      {failed.length > 0 && <Reasons title={texts.batch.failed(failed.length)} files={failed} />}
      <div className="summary">
        {counts.map(({ name, count }) => (
          <div key={name} className={`count ${name === positive ? 'positive' : ''}`}>
            <b>{count}</b>
            <span>{name}</span>
          </div>
        ))}
        {classNames.length === 2 && (
          <div className="threshold">
            <label>
              {texts.threshold.label} <output>{threshold.toFixed(2)}</output>
              <input
                type="range"
                min="0"
                max="1"
                step="0.01"
                value={threshold}
                onChange={(event) => setThreshold(Number(event.target.value))}
              />
            </label>
            <span className="quiet">
              {texts.threshold.explain(positive, threshold.toFixed(2))}{' '}
              {threshold !== results.threshold && (
                <button type="button" className="link" onClick={() => setThreshold(results.threshold)}>
                  {texts.threshold.reset}
                </button>
              )}
            </span>
          </div>
        )}
        <Confusion results={results} threshold={threshold} />
      </div>
      <div className="toolbar">
        <label>
          {texts.gallery.show}{' '}
          <select value={filter} onChange={(event) => setFilter(event.target.value as Filter)}>
            <option value="all">{texts.gallery.all}</option>
            {classNames.map((name) => (
              <option key={name} value={`class:${name}`}>
                {name}
              </option>
            ))}
            <option value="unsure">{texts.gallery.unsure}</option>
            <option value="unreviewed">{texts.gallery.unreviewed}</option>
            <option value="disagreed">{texts.gallery.disagreed}</option>
            <option value="mistakes">{texts.gallery.mistakes}</option>
          </select>
        </label>
        <label>
          {texts.gallery.order}{' '}
          <select value={order} onChange={(event) => setOrder(event.target.value as Order)}>
            {Object.entries(texts.gallery.orders).map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </label>
        <label className="check">
          <input
            type="checkbox"
            checked={showsHeat}
            onChange={(event) => setShowsHeat(event.target.checked)}
          />
          {texts.gallery.heat}
        </label>
        <button type="button" className="primary" disabled={pictures.length === 0} onClick={() => open(0)}>
          {texts.gallery.review}
        </button>
        <span className="quiet">{texts.gallery.shown(pictures.length)}</span>
      </div>
      <Gallery
        results={results}
        pictures={pictures}
        threshold={threshold}
        showsHeat={showsHeat}
        onOpen={open}
      />
      <Patients results={results} threshold={threshold} />
      {review && (
        <Review
          results={results}
          threshold={threshold}
          ids={review.ids}
          start={review.start}
          onPicture={onPicture}
          onClose={() => setReview(undefined)}
        />
      )}
    </>
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

function Reasons({ title, files }: { title: string; files: readonly { name: string; reason: string }[] }) {
  return (
    <details className="notice">
      <summary>{title}</summary>
      <ul>
        {files.map(({ name, reason }) => (
          <li key={name}>
            {name}: {reason}
          </li>
        ))}
      </ul>
    </details>
  );
}
