import type { ApiBatch, ApiSummary } from '@giemsa/server';
import { useDeferredValue, useEffect, useState } from 'react';
import { api } from '../data/api.js';
import { type Pages, usePages } from '../data/use-pages.js';
import { readCount } from '../parts/batch-heading.js';
import { when } from '../parts/format.js';
import { More } from '../parts/more.js';
import { Rename } from '../parts/rename.js';
import { Status } from '../parts/status.js';
import { texts } from '../texts.js';

/** While pictures are read, the list is asked for again after this time. */
const RELOAD_MS = 3000;

/** The batches of the room with what came out of them, the newest first. */
export function BatchList({ changes }: { changes: number }) {
  const words = texts.batches;
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const batches = usePages((after) => api.recentBatches(search, after), `batches ${changes} ${search}`);
  const summaries = useSummaries(batches.value);
  useReloads(batches);
  const rename = (id: string, name: string) =>
    batches.set((list) => list.map((batch) => (batch.id === id ? { ...batch, name } : batch)));
  return (
    <>
      <div className="heading">
        <h2>{words.title}</h2>
        <label className="search">
          <span className="hidden">{words.search}</span>
          <input
            type="search"
            placeholder={words.search}
            maxLength={200}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
      </div>
      {batches.value === undefined && <Status loaded={batches} />}
      {batches.value?.length === 0 && (
        <p className="quiet">{search === '' ? words.none : words.notFound({ search })}</p>
      )}
      <ul className="batches">
        {batches.value?.map((batch) => (
          <BatchLine
            key={batch.id}
            batch={batch}
            summary={summaries.get(batch.id)}
            onName={(name) => rename(batch.id, name)}
          />
        ))}
      </ul>
      <More pages={batches} />
    </>
  );
}

interface BatchLineProps {
  batch: ApiBatch;
  summary: ApiSummary | undefined;
  onName: (name: string) => void;
}

function BatchLine({ batch, summary, onName }: BatchLineProps) {
  const { id, name, kind, model, created } = batch;
  return (
    <li>
      <a href={`#/${kind === 'fields' ? 'smear' : 'screen'}/${id}`}>
        <strong>{name}</strong>
        <span className="result">{resultOf(batch, summary).join(' · ')}</span>
      </a>
      <span className="quiet small">{texts.batches.made({ model, at: when(created) })}</span>
      <Rename batch={batch} onName={onName} />
    </li>
  );
}

/** What is missing of a batch first, then what came out of it. */
function resultOf({ progress, blind }: ApiBatch, summary: ApiSummary | undefined): string[] {
  const words = texts.batches;
  const { announced, arrived, total } = progress;
  const read = readCount(progress);
  const lines: string[] = [];
  if (announced !== null && arrived! < announced)
    lines.push(words.incomplete({ arrived: arrived!, announced }));
  if (read < total) lines.push(texts.batch.progress({ done: read, total }));
  if (blind) lines.push(texts.batches.blind);
  // Of what is read blind nothing is shown that the model says: there is nothing to count.
  if (!summary || read === 0 || (blind && summary.cells === 0)) return lines;
  const { cells, infected, fields, reviewed, patients, signed } = summary;
  lines.push(fields === null ? words.cells({ cells, infected }) : words.fields({ fields, cells, infected }));
  lines.push(
    reviewed > 0 && reviewed >= (fields ?? cells) ? words.allReviewed : words.reviewed({ reviewed }),
  );
  if (signed !== null && patients !== null && signed > 0)
    lines.push(signed < patients ? words.signed({ signed, of: patients }) : words.allSigned);
  return lines;
}

/** One after the other: whoever opens a batch meanwhile does not wait for the others. */
function useSummaries(batches: readonly ApiBatch[] | undefined): ReadonlyMap<string, ApiSummary> {
  const [summaries, setSummaries] = useState<ReadonlyMap<string, ApiSummary>>(new Map());
  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      for (const { id, progress } of batches ?? []) {
        if (!isCurrent) return;
        if (readCount(progress) === 0) continue;
        // A batch whose model is gone has a line without figures; its own page says why.
        const summary = await api.summary(id).catch(() => undefined);
        if (summary && isCurrent) setSummaries((before) => new Map(before).set(id, summary));
      }
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [batches]);
  return summaries;
}

function useReloads({ value, reload }: Pages<ApiBatch>): void {
  useEffect(() => {
    if (!value?.some(({ progress }) => readCount(progress) < progress.total)) return;
    const timer = window.setTimeout(reload, RELOAD_MS);
    return () => window.clearTimeout(timer);
  }, [value, reload]);
}
