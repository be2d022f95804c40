import { readCount } from '../parts/batch-heading.js';
import { decimals } from '../parts/format.js';
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
  const words = texts.batch.progress({ done: readCount(progress), total: progress.total });
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
  const megabytes = (bytes: number) => decimals(bytes / 1e6, 1);
  const sizes = { done: megabytes(done), total: megabytes(total ?? done) };
  if (loading.what === 'runtime') return downloading.runtime(sizes);
  return total === undefined ? downloading.modelSoFar(sizes) : downloading.model(sizes);
}
