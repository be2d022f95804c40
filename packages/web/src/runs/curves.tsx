import type { ApiRun, ApiStep } from '@giemsa/server';
import { useId, useState } from 'react';
import { trainingApi } from '../data/training-api.js';
import { useLoaded } from '../data/use-loaded.js';
import { decimals, percent } from '../parts/format.js';
import { texts } from '../texts.js';
import { LineChart, type Series } from './line-chart.js';
import { smoothed } from './smooth.js';

const POINTS = 400;
const MOST_SMOOTHED = 95;

type Steps = ReadonlyMap<string, readonly ApiStep[]>;

/** Loss and accuracy of some runs: of each step, and on the held-out cells after each epoch. */
export function Curves({ runs }: { runs: readonly ApiRun[] }) {
  const words = texts.training.curves;
  const [smoothing, setSmoothing] = useState(0);
  const id = useId();
  // Read again as they grow.
  const key = runs
    .map(({ id: run, history, progress }) => `${run} ${history.length} ${progress?.done}`)
    .join();
  const steps = useLoaded<Steps>(
    async () => new Map(await Promise.all(runs.map(async (run) => [run.id, await stepsOf(run)] as const))),
    key,
  );
  const known = steps.value ?? new Map();
  const placeText = placeIn(runs, known);
  return (
    <section className="curves-of-runs" aria-label={words.explain}>
      <p className="quiet small">
        {words.explain} {words.keys}
      </p>
      <p className="row">
        <label htmlFor={id}>{words.smoothing}</label>
        <input
          id={id}
          type="range"
          min="0"
          max={MOST_SMOOTHED}
          step="5"
          value={smoothing}
          aria-valuetext={percent(smoothing, 100)}
          onChange={(event) => setSmoothing(Number(event.target.value))}
        />
        <span className="quiet">{percent(smoothing, 100)}</span>
      </p>
      {(['loss', 'accuracy'] as const).map((name) => (
        <LineChart
          key={name}
          title={texts.runs[name]}
          xTitle={texts.runs.epoch}
          series={seriesOf(name, runs, known, smoothing / 100)}
          placeText={placeText}
        />
      ))}
    </section>
  );
}

const stepsOf = ({ id }: ApiRun): Promise<readonly ApiStep[]> =>
  trainingApi.steps(id, POINTS).catch(() => []);

/** Of runs that tell no steps, the means of their epochs. */
function seriesOf(
  name: 'accuracy' | 'loss',
  runs: readonly ApiRun[],
  steps: Steps,
  weight: number,
): Series[] {
  return runs.flatMap((run, index) => {
    const suffix = runs.length > 1 ? ` ${run.name ?? run.id}` : '';
    const own = steps.get(run.id) ?? [];
    const ofEpochs = (key: string) => run.history.map((row) => ({ x: row.epoch ?? 0, y: row[key] ?? null }));
    const trained = own.length > 0 ? own.map((step) => ({ x: step.epoch, y: step[name] })) : ofEpochs(name);
    const line = { color: index, isThin: true, points: smoothed(trained, weight) };
    return [
      { name: `${texts.runs.train}${suffix}`, ...line, ...(weight > 0 && { raw: trained }) },
      {
        name: `${texts.runs.validation}${suffix}`,
        points: ofEpochs(`val_${name}`),
        color: index,
        isThin: false,
      },
    ];
  });
}

/** A place by its epoch; of one run with its step and learning rate. */
function placeIn(runs: readonly ApiRun[], steps: Steps): (x: number) => string {
  const words = texts.training.curves;
  const only = runs.length === 1 ? (steps.get(runs[0]!.id) ?? []) : [];
  return (x) => {
    const step = only.findLast(({ epoch }) => epoch <= x + 1e-9);
    if (!step) return words.at({ epoch: decimals(x, 2) });
    const rate = words.rate({ value: step.learning_rate.toPrecision(2) });
    return `${words.atStep({ epoch: decimals(x, 2), step: step.step })}, ${rate}`;
  };
}
