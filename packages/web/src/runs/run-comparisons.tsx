import type { ApiModel, ApiRun, ApiRunComparison } from '@giemsa/server';
import { useState } from 'react';
import { inLabels } from '../data/in-labels.js';
import { trainingApi } from '../data/training-api.js';
import { estimateText } from '../parts/metrics.js';
import { Named } from '../parts/named.js';
import { texts } from '../texts.js';
import { RunProgress } from './run-progress.js';

interface RunComparisonsProps {
  run: ApiRun;
  models: readonly ApiModel[];
  onChange: (run: ApiRun) => void;
}

/** The model of a training beside others, on the patients that the training held out. */
export function RunComparisons({ run, models, onChange }: RunComparisonsProps) {
  const words = texts.training.compare;
  const { comparing, comparisons } = run;
  const others = models.filter(({ id }) => id !== run.id);
  const [chosen, setChosen] = useState('');
  const model = chosen || (others[0]?.id ?? '');
  const isBusy = comparing !== null && comparing.reason === null;
  const compare = async (by: string | undefined) => onChange(await trainingApi.compare(run.id, model, by));
  return (
    <section className="run-comparisons" aria-label={words.title}>
      <h3>{words.title}</h3>
      <p className="quiet small">{words.explain}</p>
      {comparisons.map((one) => (
        <Compared key={one.sha256} comparison={one} />
      ))}
      {comparing?.progress && <RunProgress progress={comparing.progress} />}
      {isBusy && !comparing.progress && <p role="status">{words.waits({ model: comparing.model })}</p>}
      {comparing?.reason != null && (
        <p role="alert" className="error">
          {words.failed({ model: comparing.model, reason: inLabels(comparing.reason) })}
        </p>
      )}
      {others.length === 0 && <p className="quiet">{words.none}</p>}
      {others.length > 0 && !isBusy && (
        <Named label={words.go} onDone={compare}>
          <label>
            {words.with}{' '}
            <select value={model} onChange={(event) => setChosen(event.target.value)}>
              {others.map(({ id }) => (
                <option key={id}>{id}</option>
              ))}
            </select>
          </label>
        </Named>
      )}
    </section>
  );
}

function Compared({ comparison }: { comparison: ApiRunComparison }) {
  const words = texts.training.compare;
  const { model, cells, patients, figures, left_out: left, without_interval: without } = comparison;
  const notes = [
    without === null ? words.method : words.without[without],
    ...(comparison.knows_training ? [] : [words.unknown({ model })]),
    ...(left.trained_on > 0 ? [words.leftOut({ count: left.trained_on, model })] : []),
    ...(left.unread > 0 ? [words.unread({ count: left.unread })] : []),
    ...(comparison.is_now ? [] : [words.old]),
  ];
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys */}
      <section className="scroll" aria-label={model} tabIndex={0}>
        <table className="comparison">
          <caption>
            {patients === null
              ? words.caption.cells({ model, cells })
              : words.caption.patients({ model, cells, patients })}
          </caption>
          <thead>
            <tr>
              <th scope="col">{texts.adoptions.comparison.figure}</th>
              <th scope="col">{model}</th>
              <th scope="col">{words.after}</th>
              <th scope="col">{words.difference}</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(figures).map(([name, { before, after, difference }]) => (
              <tr key={name}>
                <th scope="row">{texts.counts[name as keyof typeof figures]}</th>
                {[before, after, difference].map((value, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: always these three
                  <td key={index}>{estimateText(asEstimate(value))}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {notes.map((note) => (
        <p key={note} className="quiet small">
          {note}
        </p>
      ))}
    </>
  );
}

const asEstimate = ({ value, ci95 }: { value: number; ci95: number[] | null }) => ({
  value,
  ci95: ci95 && ([ci95[0]!, ci95[1]!] as const),
});
