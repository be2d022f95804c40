import type { ApiRun } from '@giemsa/server';
import { useState } from 'react';
import { api } from '../data/api.js';
import { inLabels } from '../data/in-labels.js';
import { useEvents } from '../data/use-events.js';
import { usePages } from '../data/use-pages.js';
import { when } from '../parts/format.js';
import { estimateText, metricsOf } from '../parts/metrics.js';
import { More } from '../parts/more.js';
import { Status } from '../parts/status.js';
import { texts } from '../texts.js';
import { LineChart, type Series } from './line-chart.js';
import { Publishing } from './publishing.js';
import { StartTraining } from './start-training.js';

const MOST_COMPARED = 4;

/** Trainings: list, live curves, comparison, start. */
export function RunsPage() {
  const runs = usePages(api.runs, 'runs');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  if (!runs.value) return <Status loaded={runs} />;
  const ids = chosen.length > 0 ? chosen : runs.value.slice(0, 1).map(({ id }) => id);
  const shown = runs.value.filter(({ id }) => ids.includes(id));
  const toggle = (id: string) =>
    setChosen(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id].slice(-MOST_COMPARED));
  const update = (changed: ApiRun) =>
    runs.set((before) => before.map((run) => (run.id === changed.id ? changed : run)));
  return (
    <>
      <h1>{texts.runs.title}</h1>
      <StartTraining onStart={runs.reload} />
      {runs.value.length === 0 && <p className="quiet">{texts.runs.none}</p>}
      <div className="runs">
        <fieldset className="run-list">
          <legend>{texts.runs.compare}</legend>
          {runs.value.map((run) => (
            <label key={run.id} className="check">
              <input type="checkbox" checked={ids.includes(run.id)} onChange={() => toggle(run.id)} />
              <span>
                <strong>{run.id}</strong>
                <span className="quiet">
                  {texts.runs.states[run.state]} · {epochsText(run)} · {when(run.created)}
                </span>
              </span>
            </label>
          ))}
          <More pages={runs} />
        </fieldset>
        <div className="curves">
          {shown.some(({ history }) => history.length > 0) && <Curves runs={shown} />}
          {shown.map((run) => (
            <RunDetails key={run.id} run={run} onChange={update} />
          ))}
        </div>
      </div>
    </>
  );
}

const epochsText = ({ history, epochs }: ApiRun): string =>
  epochs === null
    ? texts.runs.epochsSoFar({ done: history.length })
    : texts.runs.epochs({ done: history.length, total: epochs });

function Curves({ runs }: { runs: readonly ApiRun[] }) {
  const series = (name: 'accuracy' | 'loss'): Series[] =>
    runs.flatMap((run, index) => {
      const suffix = runs.length > 1 ? ` ${run.id}` : '';
      const points = (key: string) => run.history.map((row) => ({ x: row.epoch ?? 0, y: row[key] ?? null }));
      return [
        { name: `${texts.runs.train}${suffix}`, points: points(name), color: index, isDashed: true },
        {
          name: `${texts.runs.validation}${suffix}`,
          points: points(`val_${name}`),
          color: index,
          isDashed: false,
        },
      ];
    });
  return (
    <>
      <LineChart title={texts.runs.accuracy} xTitle={texts.runs.epoch} series={series('accuracy')} />
      <LineChart title={texts.runs.loss} xTitle={texts.runs.epoch} series={series('loss')} />
    </>
  );
}

function RunDetails({ run, onChange }: { run: ApiRun; onChange: (run: ApiRun) => void }) {
  useEvents<ApiRun>(
    run.state === 'training' || run.state === 'waiting' ? api.runEvents(run.id) : undefined,
    onChange,
  );
  const metrics = metricsOf(run.metrics);
  return (
    <article className="card">
      <h2>{run.id}</h2>
      <p className="quiet">
        {[texts.runs.states[run.state], run.architecture, run.recipe].filter(Boolean).join(' · ')} ·{' '}
        {texts.runs.cells({ count: run.cells })} · {epochsText(run)}
      </p>
      {run.failure && (
        <p className="error" role="alert">
          {texts.runs.failure({ reason: inLabels(run.failure.reason) })}
        </p>
      )}
      {metrics && (
        <dl>
          {metrics.estimates.map(({ name, estimate }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{estimateText(estimate)}</dd>
            </div>
          ))}
          {metrics.confusion && (
            <div>
              <dt>{texts.runs.confusion}</dt>
              <dd>
                TP {metrics.confusion.tp} · FN {metrics.confusion.fn} · FP {metrics.confusion.fp} · TN{' '}
                {metrics.confusion.tn}
              </dd>
            </div>
          )}
        </dl>
      )}
      {run.state === 'finished' && <Publishing run={run} onChange={onChange} />}
      {run.state === 'finished' && (
        <a className="button" href={api.report(run.id)} target="_blank" rel="noreferrer">
          {texts.runs.report}
        </a>
      )}
    </article>
  );
}
