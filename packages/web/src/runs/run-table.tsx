import type { ApiRun } from '@giemsa/server';
import { durationText } from '../parts/duration.js';
import { significant, whole } from '../parts/format.js';
import { estimateText, measuredText, metricsOf } from '../parts/metrics.js';
import { texts } from '../texts.js';
import { epochsText } from './run-words.js';

type Row = readonly [name: string, values: readonly string[]];

/** Runs side by side: what they were trained with, and their figures. */
export function RunTable({ runs }: { runs: readonly ApiRun[] }) {
  const words = texts.training.table;
  const shown = runs.map((run) => ({ run, metrics: metricsOf(run.metrics) }));
  const figures = [
    ...new Set(shown.flatMap(({ metrics }) => metrics?.estimates.map(({ name }) => name) ?? [])),
  ];
  const rows: Row[] = [
    ...factsOf(runs),
    ...figures.map((name): Row => {
      const of = ({ metrics }: (typeof shown)[number]) =>
        metrics?.estimates.find((one) => one.name === name)?.estimate;
      return [name, shown.map((one) => estimateText(of(one) ?? { value: null, ci95: null }))];
    }),
  ];
  return (
    <div>
      <h2>{words.title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys */}
      <section className="scroll" aria-label={words.title} tabIndex={0}>
        <table className="comparison side-by-side">
          <thead>
            <tr>
              <td />
              {runs.map(({ id, name }) => (
                <th key={id} scope="col">
                  {name ?? id}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, values]) => (
              <tr key={name} className={new Set(values).size > 1 ? 'differs' : undefined}>
                <th scope="row">{name}</th>
                {values.map((value, index) => (
                  <td key={runs[index]!.id}>{value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {shown.map(
        ({ run, metrics }) =>
          metrics && (
            <p key={run.id} className="quiet small">
              {run.name ?? run.id}: {measuredText(metrics)}
            </p>
          ),
      )}
    </div>
  );
}

function factsOf(runs: readonly ApiRun[]): Row[] {
  const { facts, splits } = texts.training.table;
  const each = (name: string, of: (run: ApiRun) => string | null | undefined): Row => [
    name,
    runs.map((run) => of(run) || '–'),
  ];
  const number = (value: number | null) => (value === null ? null : significant(value, 6));
  const side = (held: ApiRun['held_out']) => (held ? `${whole(held.cells)}, ${whole(held.patients)}` : null);
  const rows = [
    each(facts.state, ({ state }) => texts.runs.states[state]),
    each(facts.data, ({ started }) => started?.on),
    each(facts.cells, ({ cells, patients }) =>
      patients === null ? whole(cells) : `${whole(cells)}, ${whole(patients)}`,
    ),
    each(facts.held, ({ held_out: held }) => side(held)),
    each(facts.split, ({ split }) => (split in splits ? splits[split as keyof typeof splits] : split)),
    each(facts.recipe, ({ recipe }) => recipe),
    each(facts.network, ({ architecture }) => architecture),
    each(facts.epochs, epochsText),
    each(facts.learning_rate, (run) => number(run.learning_rate)),
    each(facts.batch_size, (run) => number(run.batch_size)),
    each(facts.image_size, (run) => number(run.image_size)),
    each(facts.seed, (run) => number(run.seed)),
    each(facts.time, ({ seconds }) => (seconds > 0 ? durationText(seconds) : null)),
    each(facts.note, ({ note }) => note),
  ];
  return rows.filter(([, values]) => values.some((value) => value !== '–'));
}
