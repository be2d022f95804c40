import type { ApiBatch, ApiProgress, ApiResults } from '@giemsa/server';
import { Fragment, useMemo, useState } from 'react';
import { api } from '../data/api.js';
import { type Comparison, compare, type Pair } from '../data/compare.js';
import { type Confusion, wordOf } from '../data/read-batch.js';
import { useEvents } from '../data/use-events.js';
import { useLoaded } from '../data/use-loaded.js';
import { isOver, ProgressLine } from '../parts/batch-heading.js';
import { percent, probabilityText, significant } from '../parts/format.js';
import { Status } from '../parts/status.js';
import { texts } from '../texts.js';

/** Two models on the same pictures: where they agree, where not, and which is right where that is known. */
export function ComparePage({ first, second }: { first: string; second: string }) {
  const loaded = useLoaded(
    () => Promise.all([api.results(first), api.results(second)]),
    `${first} ${second}`,
  );
  const reload = loaded.reload;
  if (!loaded.value) return <Status loaded={loaded} />;
  const [a, b] = loaded.value;
  // What is said while pictures are still read would be said of some of them.
  const unread = [a, b].filter(({ batch }) => !isOver(batch.progress));
  return (
    <>
      <p className="crumbs">
        <a href="#/models">{texts.compare.back}</a>
      </p>
      <h1>{texts.compare.title({ first: a.batch.model, second: b.batch.model })}</h1>
      <p className="quiet">{a.batch.name}</p>
      {unread.length > 0 && <p>{texts.compare.reading}</p>}
      {unread.map(({ batch }) => (
        <Reading key={batch.id} batch={batch} onDone={reload} />
      ))}
      {unread.length === 0 && <Compared a={a} b={b} />}
    </>
  );
}

/** How far a model is. */
function Reading({ batch, onDone }: { batch: ApiBatch; onDone: () => void }) {
  const [progress, setProgress] = useState(batch.progress);
  const isLost = useEvents<ApiProgress>(api.batchEvents(batch.id), (value) => {
    setProgress(value);
    if (isOver(value)) onDone();
  });
  return (
    <div>
      {batch.model}
      <ProgressLine progress={progress} isLost={isLost} />
    </div>
  );
}

function Compared({ a, b }: { a: ApiResults; b: ApiResults }) {
  const comparison = useMemo(() => {
    try {
      return compare(a, b);
    } catch (error) {
      return error as Error;
    }
  }, [a, b]);
  if (comparison instanceof Error) {
    return <p className="notice">{texts.compare.otherClasses({ names: comparison.message })}</p>;
  }
  return (
    <>
      <div className="summary">
        <Agreement a={a} b={b} comparison={comparison} />
        <Figures a={a} b={b} comparison={comparison} />
      </div>
      <h2>
        {texts.compare.disagreements({
          count: comparison.disagreements.length,
          total: comparison.pairs.length,
        })}
      </h2>
      <Disagreements a={a} b={b} pairs={comparison.disagreements} />
    </>
  );
}

interface ComparedProps {
  a: ApiResults;
  b: ApiResults;
  comparison: Comparison;
}

function Agreement({ a, b, comparison }: ComparedProps) {
  const { class_names: names } = a;
  return (
    <div className="confusion">
      <table>
        <caption>{texts.compare.agreement}</caption>
        <thead>
          <tr>
            <td />
            {names.map((name) => (
              <th key={name} scope="col">
                {b.batch.model}: {wordOf(b, name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name, row) => (
            <tr key={name}>
              <th scope="row">
                {a.batch.model}: {wordOf(a, name)}
              </th>
              {names.map((other, column) => {
                const count = comparison.counts[row]![column]!;
                return (
                  <td key={other} className={row !== column && count > 0 ? 'wrong' : ''}>
                    {count}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet small">
        {texts.compare.differences({
          mean: probabilityText(comparison.meanDifference),
          largest: probabilityText(comparison.largestDifference),
        })}
        {comparison.others > 0 && ` ${texts.compare.others({ count: comparison.others })}`}
      </p>
    </div>
  );
}

/** Of the pictures whose class their folder names. */
function Figures({ a, b, comparison: { confusions } }: ComparedProps) {
  const [first, second] = confusions;
  if (!first || !second) return null;
  const rows: [string, (confusion: Confusion) => string][] = [
    [texts.counts.accuracy, ({ tp, tn, fp, fn }) => percent(tp + tn, tp + tn + fp + fn)],
    [texts.counts.sensitivity, ({ tp, fn }) => percent(tp, tp + fn)],
    [texts.counts.specificity, ({ tn, fp }) => percent(tn, tn + fp)],
  ];
  return (
    <div className="confusion">
      <table>
        <caption>
          {texts.counts.known}: {first.tp + first.fp + first.fn + first.tn}
        </caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{a.batch.model}</th>
            <th scope="col">{b.batch.model}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, figure]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{figure(first)}</td>
              <td>{figure(second)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet small">
        {texts.compare.thresholds({
          first: significant(a.threshold, 6),
          second: significant(b.threshold, 6),
        })}
      </p>
    </div>
  );
}

/** More than a person looks at side by side. */
const MOST = 200;

function Disagreements({ a, b, pairs }: { a: ApiResults; b: ApiResults; pairs: readonly Pair[] }) {
  if (pairs.length === 0) return <p className="quiet">{texts.compare.noDisagreement}</p>;
  return (
    <>
      {pairs.length > MOST && <p className="quiet">{texts.compare.first({ count: MOST })}</p>}
      <ul className="pairs">
        {pairs.slice(0, MOST).map(({ a: first, b: second }) => (
          <li key={first.id} className="card">
            <div className="pair">
              <span className="frame">
                <img src={api.image(first.id)} alt="" loading="lazy" decoding="async" />
                <img className="heat shown" src={api.heat(first.id)} alt="" loading="lazy" />
              </span>
              <span className="frame">
                <img src={api.image(second.id)} alt="" loading="lazy" decoding="async" />
                <img className="heat shown" src={api.heat(second.id)} alt="" loading="lazy" />
              </span>
            </div>
            <p className="small">
              <Said
                model={a.batch.model}
                results={a}
                name={first.class!}
                value={first.probability!}
                known={first.label}
              />
              <Said
                model={b.batch.model}
                results={b}
                name={second.class!}
                value={second.probability!}
                known={first.label}
              />
              {first.label !== null && (
                <span className="quiet">{texts.review.known({ label: wordOf(a, first.label) })}</span>
              )}
            </p>
            <p className="quiet small">
              <FileName name={first.name.split('/').at(-1)!} />
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Names differ in their ends, so they are shown whole; a line may end behind an underscore. */
const FileName = ({ name }: { name: string }) =>
  [...name.matchAll(/[^_]*_|[^_]+$/g)].map(({ 0: part, index }) => (
    <Fragment key={index}>
      {part}
      <wbr />
    </Fragment>
  ));

interface SaidProps {
  results: ApiResults;
  model: string;
  name: string;
  value: number;
  known: string | null;
}

function Said({ results, model, name, value, known }: SaidProps) {
  return (
    <>
      {model}: <b className={known !== null && known !== name ? 'wrong' : ''}>{wordOf(results, name)}</b>{' '}
      {probabilityText(value)}
      <br />
    </>
  );
}
