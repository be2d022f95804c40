import { readCount } from '../parts/batch-heading.js';
import { texts } from '../texts.js';
import type { Loading } from './private-model.js';
import { usePrivateWork } from './private-work.js';

/** What is going on: downloads with their bytes, then pictures. */
export function Progress() {
  const { batch, loading, isBusy } = usePrivateWork();
  if (loading) {
    const words = wordsOf(loading);
    const { done, total } = loading.what === 'start' ? { done: 0, total: undefined } : loading;
    return (
      <p role="status">
        <progress aria-label={words} {...(total !== undefined && { value: done, max: total })} /> {words}
      </p>
    );
  }
  const { progress } = batch?.results.batch ?? {};
  if (!isBusy || !progress || readCount(progress) === progress.total) return null;
  const words = texts.batch.progress(readCount(progress), progress.total);
  return (
    <p role="status">
      <progress value={readCount(progress)} max={progress.total} aria-label={words} /> {words}
    </p>
  );
}

function wordsOf(loading: Loading): string {
  const { downloading, starting } = texts.private;
  if (loading.what === 'start') return starting;
  const { done, total } = loading;
  return loading.what === 'runtime'
    ? downloading.runtime(done, total ?? done)
    : downloading.model(done, total);
}
