import type { ApiRun } from '@giemsa/server';
import { useState } from 'react';
import { api } from '../data/api.js';
import { trainingApi } from '../data/training-api.js';
import { useLoaded } from '../data/use-loaded.js';
import { usePages } from '../data/use-pages.js';
import { when } from '../parts/format.js';
import { More } from '../parts/more.js';
import { Status } from '../parts/status.js';
import { texts } from '../texts.js';
import { Curves } from './curves.js';
import { RunDetails } from './run-details.js';
import { RunTable } from './run-table.js';
import { RunTrash } from './run-trash.js';
import { epochsText } from './run-words.js';
import { StartTraining } from './start-training.js';

const MOST_COMPARED = 4;

/** Trainings: start, list, live curves, side by side, trash. */
export function RunsPage() {
  const runs = usePages(trainingApi.runs, 'runs');
  const models = useLoaded(api.models, 'models');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [deleted, setDeleted] = useState(0);
  if (!runs.value) return <Status loaded={runs} />;
  const known = chosen.filter((id) => runs.value!.some((run) => run.id === id));
  const ids = known.length > 0 ? known : runs.value.slice(0, 1).map(({ id }) => id);
  const shown = runs.value.filter(({ id }) => ids.includes(id));
  const toggle = (id: string) =>
    setChosen(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id].slice(-MOST_COMPARED));
  const update = (changed: ApiRun) => {
    runs.set((before) => before.map((run) => (run.id === changed.id ? changed : run)));
    // Published or taken back: it is a model, or none any more.
    if (changed.state === 'finished') models.reload();
  };
  const add = (run: ApiRun) => {
    runs.set((before) => [run, ...before]);
    setChosen([run.id]);
  };
  const remove = () => {
    runs.reload();
    setDeleted(deleted + 1);
  };
  return (
    <>
      <h1>{texts.runs.title}</h1>
      <StartTraining models={models.value ?? []} onStart={add} />
      {runs.value.length === 0 && <p className="quiet">{texts.runs.none}</p>}
      <div className="runs">
        {runs.value.length > 0 && (
          <fieldset className="run-list">
            <legend>{texts.runs.compare}</legend>
            {runs.value.map((run) => (
              <label key={run.id} className="check">
                <input type="checkbox" checked={ids.includes(run.id)} onChange={() => toggle(run.id)} />
                <span>
                  <strong>{run.name ?? run.id}</strong>
                  <span className="quiet">
                    {texts.runs.states[run.state]} · {epochsText(run)} · {when(run.created)}
                  </span>
                </span>
              </label>
            ))}
            <More pages={runs} />
          </fieldset>
        )}
        <div className="curves">
          {shown.some(({ history, progress }) => history.length > 0 || progress?.step === 'training') && (
            <Curves runs={shown} />
          )}
          {shown.length > 1 && <RunTable runs={shown} />}
          {shown.map((run) => (
            <RunDetails
              key={run.id}
              run={run}
              models={models.value ?? []}
              onChange={update}
              onDelete={remove}
            />
          ))}
        </div>
      </div>
      <RunTrash version={deleted} onRestore={runs.reload} />
    </>
  );
}
