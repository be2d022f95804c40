import { isOpenQuestion } from '@giemsa/core/internal/answer/blind-reading';
import type { ApiPicture, ApiResults } from '@giemsa/server';
import { type ReactNode, useMemo, useState } from 'react';
import { arranged, type Filter, finalClassAt, type Order, unsureCount, wordOf } from '../data/read-batch.js';
import { ThresholdSetting } from '../parts/threshold-setting.js';
import { thresholdText } from '../parts/threshold-slider.js';
import { texts } from '../texts.js';
import { Confusion } from './confusion.js';
import { Gallery } from './gallery.js';
import { Patients } from './patients.js';
import { Reasons } from './reasons.js';
import { Review } from './review.js';

interface BatchViewProps {
  results: ApiResults;
  /** A threshold that is tried out here; undefined for the one that holds. */
  tried: number | undefined;
  onTry: (threshold: number | undefined) => void;
  /** Sets a threshold for everybody; left out where there is nobody else. */
  onSet?: (threshold: number | null, by: string | undefined) => Promise<void>;
  onPicture: (picture: ApiPicture) => void;
  /** The blind reading; left out where there is none. @param onOpen opens cells one after the other */
  panel?: (onOpen: (ids: readonly string[]) => void) => ReactNode;
  /** Title, exports, progress. */
  children: ReactNode;
}

/** What a batch's results look like, wherever they come from: counts, threshold, gallery, review, patients. */
export function BatchView(props: BatchViewProps) {
  const { results, tried, onTry, onSet, onPicture, panel, children } = props;
  const threshold = tried ?? results.threshold;
  const { class_names: classNames, positive_class: positive } = results;
  const [order, setOrder] = useState<Order>('probability');
  const [filter, setFilter] = useState<Filter>('all');
  const [showsHeat, setShowsHeat] = useState(false);
  // The pictures of a review stay the same ones while answers change what the filter shows.
  const [review, setReview] = useState<{ ids: readonly string[]; start: number }>();
  // What is hidden has no order of its own: neither that of the model nor that of the folders.
  const isHidden = results.pictures.some(({ reading }) => reading?.hidden);
  const isRead = results.pictures.some(({ reading }) => reading !== null);
  const pictures = useMemo(
    () => arranged(results, threshold, isHidden ? 'shuffled' : order, filter),
    [results, threshold, order, filter, isHidden],
  );
  const withStatus = (wanted: ApiPicture['status']) =>
    results.pictures
      .filter(({ status }) => status === wanted)
      .map(({ name, reason }) => ({ name, reason: reason ?? '' }));
  const failed = withStatus('failed');
  const noCells = withStatus('refused');
  const counts = classNames.map((name) => ({
    name,
    count: results.pictures.filter((picture) => finalClassAt(results, picture, threshold) === name).length,
  }));
  const openCount = results.pictures.filter(({ reading }) => isOpenQuestion(reading?.state ?? null)).length;
  const unsure = unsureCount(results, threshold);
  const open = (start: number) => setReview({ ids: pictures.map(({ id }) => id), start });
  return (
    <>
      {children}
      {noCells.length > 0 && (
        <Reasons title={texts.batch.noCells({ count: noCells.length })} files={noCells}>
          <button type="button" onClick={() => setFilter('refused')}>
            {texts.batch.lookAtRefused}
          </button>
        </Reasons>
      )}
      {failed.length > 0 && <Reasons title={texts.batch.failed({ count: failed.length })} files={failed} />}
      {panel?.((ids) => setReview({ ids, start: 0 }))}
      {!isHidden && (
        <div className="summary">
          {counts.map(({ name, count }) => (
            <div key={name} className={`count ${name === positive ? 'positive' : ''}`}>
              <b>{count}</b>
              <span>{wordOf(results, name)}</span>
            </div>
          ))}
          {openCount > 0 && (
            <div className="count open">
              <b>{openCount}</b>
              <span>{texts.reading.open}</span>
            </div>
          )}
          {classNames.length === 2 && (
            <ThresholdSetting held={results} tried={tried} onTry={onTry} {...(onSet && { onSet })}>
              {texts.threshold.explain({
                positive: wordOf(results, positive),
                threshold: thresholdText(threshold),
              })}
              {unsure > 0 && ` ${texts.threshold.unsure({ count: unsure })}`}
            </ThresholdSetting>
          )}
          <Confusion results={results} threshold={threshold} />
        </div>
      )}
      <div className="toolbar">
        <label>
          {texts.gallery.show}{' '}
          <select value={filter} onChange={(event) => setFilter(event.target.value as Filter)}>
            <option value="all">{texts.gallery.all}</option>
            {isRead && <option value="to read">{texts.reading.filters.toRead}</option>}
            {isRead && <option value="differ">{texts.reading.filters.disagreed}</option>}
            {classNames.map((name) => (
              <option key={name} value={`class:${name}`}>
                {wordOf(results, name)}
              </option>
            ))}
            <option value="unsure">{texts.gallery.unsure}</option>
            <option value="unreviewed">{texts.gallery.unreviewed}</option>
            <option value="disagreed">{texts.gallery.disagreed}</option>
            <option value="mistakes">{texts.gallery.mistakes}</option>
            {noCells.length > 0 && <option value="refused">{texts.gallery.refused}</option>}
          </select>
        </label>
        {!isHidden && (
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
        )}
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
        <span className="quiet">
          {texts.gallery.shown({ count: pictures.length })}
          {results.pictures.some(({ label }) => label !== null) && ` · ${texts.gallery.dashed}`}
        </span>
      </div>
      <Gallery
        results={results}
        pictures={pictures}
        threshold={threshold}
        showsHeat={showsHeat}
        onOpen={open}
      />
      {!isHidden && <Patients results={results} threshold={threshold} />}
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
