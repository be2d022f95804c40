import type { ApiTrainingPlan } from '@giemsa/server';
import { useEffect, useState } from 'react';
import { inLabels } from '../data/in-labels.js';
import { type TrainingChoices, type TrainingData, trainingApi } from '../data/training-api.js';
import { useUploads } from '../data/uploads.js';
import { useLoaded } from '../data/use-loaded.js';
import { durationText } from '../parts/duration.js';
import { significant } from '../parts/format.js';
import { texts } from '../texts.js';
import { classesText } from './classes-text.js';

/** So long nobody types before the server is asked. */
const SETTLED_MS = 400;

/** What a training would be, and how long it takes; asked again with each change. */
export function Plan({ data, choices }: { data: TrainingData; choices: TrainingChoices }) {
  const words = texts.training.plan;
  const wanted = useSettled(JSON.stringify({ data, choices }));
  const [measured, setMeasured] = useState<string>();
  const isMeasuring = measured === wanted;
  // Asked again when an upload has ended.
  const running = useUploads().length;
  const plan = useLoaded(async () => {
    const asked = JSON.parse(wanted) as { data: TrainingData; choices: TrainingChoices };
    return { of: wanted, ...(await trainingApi.plan(asked.data, asked.choices, isMeasuring)) };
  }, `${wanted} ${isMeasuring} ${running}`);
  if (plan.error) {
    return (
      <p role="alert" className="error">
        {inLabels(plan.error.message)}
      </p>
    );
  }
  const { value } = plan;
  if (!value) return null;
  const { estimate, missing, notes } = value;
  return (
    <section className="plan" aria-label={words.title} aria-live="polite">
      <h3>{words.title}</h3>
      <p>
        {words.cells({
          cells: value.cells,
          patients: value.patients,
          classes: classesText(value.classes),
        })}{' '}
        {missing.length === 0 && words.split({ train: value.train, held: value.held_out })}
      </p>
      <Listed title={words.missing} items={missing} className="error" />
      <Listed title={words.notes} items={notes} />
      {estimate && (
        <p>
          <strong>{words.time({ time: durationText(estimate.seconds) })}</strong>{' '}
          <span className="quiet">{restsOn(estimate)}</span>
        </p>
      )}
      {!estimate && missing.length === 0 && (
        <p className="row">
          {isMeasuring ? (
            <span role="status">{words.measuring}</span>
          ) : (
            <>
              <span className="quiet">{words.unknown}</span>
              <button type="button" onClick={() => setMeasured(wanted)}>
                {words.measure}
              </button>
            </>
          )}
        </p>
      )}
    </section>
  );
}

function restsOn(estimate: NonNullable<ApiTrainingPlan['estimate']>): string {
  const words = texts.training.plan;
  const rate = significant(estimate.images_per_second, 3);
  if (estimate.run !== null) return words.fromRun({ run: estimate.run, rate });
  const measured = words.measured({ steps: estimate.steps ?? 0, rate });
  return estimate.busy ? `${measured} ${words.busy}` : measured;
}

function Listed(props: { title: string; items: readonly string[]; className?: string }) {
  if (props.items.length === 0) return null;
  return (
    <div className={props.className ?? 'quiet'}>
      {props.title}
      <ul>
        {props.items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </div>
  );
}

/** A value once it has not changed for a moment; the first one at once. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), SETTLED_MS);
    return () => window.clearTimeout(timer);
  }, [value]);
  return settled;
}
