import type { ApiModel, ApiRun } from '@giemsa/server';
import { inLabels } from '../data/in-labels.js';
import { trainingApi } from '../data/training-api.js';
import { useEvents } from '../data/use-events.js';
import { when } from '../parts/format.js';
import { estimateText, measuredText, metricsOf } from '../parts/metrics.js';
import { texts } from '../texts.js';
import { Publishing } from './publishing.js';
import { RunActs } from './run-acts.js';
import { RunComparisons } from './run-comparisons.js';
import { RunProgress } from './run-progress.js';
import { epochsText, isOver } from './run-words.js';

interface RunDetailsProps {
  run: ApiRun;
  models: readonly ApiModel[];
  onChange: (run: ApiRun) => void;
  onDelete: () => void;
}

/** A training: where it stands, its figures, and what can be done with it. */
export function RunDetails({ run, models, onChange, onDelete }: RunDetailsProps) {
  const isLost = useEvents<ApiRun>(isOver(run) ? undefined : trainingApi.events(run.id), onChange);
  const words = texts.training;
  const { id, name, note, state, started, progress, failure } = run;
  return (
    <article className="card run">
      <h2>
        {name ?? id} <span className="badge">{texts.runs.states[state]}</span>
      </h2>
      <p className="quiet small">
        {[
          ...(name === null ? [] : [id]),
          ...[run.architecture, run.recipe].filter(Boolean),
          ...(run.cells > 0 ? [texts.runs.cells({ count: run.cells })] : []),
          epochsText(run),
        ].join(' · ')}
        {started && (
          <>
            <br />
            {words.startedBy({ by: started.by, data: started.on })}, {when(started.at)}
          </>
        )}
      </p>
      {note !== null && <p>{note}</p>}
      {state === 'waiting' && <p role="status">{texts.runs.states.waiting}</p>}
      {progress && <RunProgress progress={progress} />}
      {(state === 'waiting' || state === 'training') && <p className="quiet small">{words.goesOn}</p>}
      {run.interruptions > 0 && (
        <p className="notice">{texts.adopting.tasks.interrupted({ times: run.interruptions })}</p>
      )}
      {isLost && !isOver(run) && <p role="status">{texts.batch.lost}</p>}
      {failure && (
        <p className="error" role="alert">
          {texts.runs.failure({ reason: inLabels(failure.reason) })}
        </p>
      )}
      <Figures run={run} />
      <RunActs run={run} onChange={onChange} onDelete={onDelete} />
      {state === 'finished' && (
        <>
          <Publishing run={run} onChange={onChange} />
          <a className="button" href={trainingApi.report(id)} target="_blank" rel="noreferrer">
            {texts.runs.report}
          </a>
          <RunComparisons run={run} models={models} onChange={onChange} />
        </>
      )}
    </article>
  );
}

function Figures({ run }: { run: ApiRun }) {
  const metrics = metricsOf(run.metrics);
  if (!metrics) return null;
  const { estimates, confusion } = metrics;
  return (
    <>
      <dl>
        {estimates.map(({ name, estimate }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{estimateText(estimate)}</dd>
          </div>
        ))}
        {confusion && (
          <div>
            <dt>{texts.runs.confusion}</dt>
            <dd>
              TP {confusion.tp} · FN {confusion.fn} · FP {confusion.fp} · TN {confusion.tn}
            </dd>
          </div>
        )}
      </dl>
      <p className="quiet small">{measuredText(metrics)}</p>
    </>
  );
}
