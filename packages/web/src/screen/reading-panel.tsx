import type { ApiAgreement, ApiResults } from '@giemsa/server';
import { type FormEvent, type ReactNode, useState } from 'react';
import { api } from '../data/api.js';
import { wordOf } from '../data/read-batch.js';
import { useSession } from '../data/session.js';
import { useLoaded } from '../data/use-loaded.js';
import { Named } from '../parts/named.js';
import { texts } from '../texts.js';

interface ReadingPanelProps {
  results: ApiResults;
  /** Who reads, where tokens are of nobody. */
  by: string | undefined;
  onBy: (name: string) => void;
  /** Opens cells one after the other. */
  onOpen: (ids: readonly string[]) => void;
  onChange: () => void;
}

/** The blind reading of a batch: begin, what is left to read, the agreement, the end. */
export function ReadingPanel(props: ReadingPanelProps) {
  const { results, by, onBy, onOpen, onChange } = props;
  const words = texts.reading;
  const session = useSession();
  const { batch, pictures } = results;
  const mayWrite = session?.role !== 'reader';
  const set = (blind: boolean) => async (person: string | undefined) => {
    await api.setForBatch(batch.id, { setting: 'blind', blind }, person);
    onChange();
  };
  const isRead = pictures.some(({ reading }) => reading !== null);
  if (!batch.blind && !isRead) {
    if (!mayWrite || pictures.some(({ correction }) => correction !== null)) return null;
    return (
      <Folded title={words.title} explain={words.explain}>
        <Named label={words.begin} onDone={set(true)} />
      </Folded>
    );
  }
  const hidden = pictures.filter(({ reading, status }) => reading?.hidden && status === 'done');
  const idsOf = (state: string) =>
    hidden.filter(({ reading }) => reading!.state === state).map(({ id }) => id);
  const [toRead, toDecide] = [idsOf('waits'), idsOf('disagreed')];
  const isKnown = session?.person != null || by !== undefined;
  return (
    <section className="card reading" aria-label={words.title}>
      <h2>{words.title}</h2>
      {batch.blind && session?.person == null && <WhoReads by={by} onBy={onBy} />}
      {mayWrite && isKnown && (
        <p className="row">
          {toRead.length > 0 && (
            <button type="button" className="primary" onClick={() => onOpen(toRead)}>
              {words.read(toRead.length)}
            </button>
          )}
          {toDecide.length > 0 && (
            <button type="button" className="primary" onClick={() => onOpen(toDecide)}>
              {words.decide(toDecide.length)}
            </button>
          )}
          {hidden.length === 0 && words.nothing}
        </p>
      )}
      <Agreement results={results} by={by} />
      {batch.blind && mayWrite && (
        <Folded title={words.end} explain={words.endExplain}>
          <Named label={words.end} onDone={set(false)} />
        </Folded>
      )}
    </section>
  );
}

/** What is seldom done: its fields are in the page once it is opened. */
function Folded(props: { title: string; explain: string; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="measured" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{props.title}</summary>
      <p className="quiet small">{props.explain}</p>
      {isOpen && props.children}
    </details>
  );
}

/** Where tokens are of nobody, who reads says so once: what is hidden depends on it. */
function WhoReads({ by, onBy }: Pick<ReadingPanelProps, 'by' | 'onBy'>) {
  const words = texts.reading;
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onBy(String(new FormData(event.currentTarget).get('reader')).trim());
  };
  return (
    <form className="named" onSubmit={send}>
      <label>
        {words.who} <input name="reader" required pattern=".*\S.*" maxLength={100} defaultValue={by ?? ''} />
      </label>
      <button type="submit">{words.reads}</button>
    </form>
  );
}

function Agreement({ results, by }: Pick<ReadingPanelProps, 'results' | 'by'>) {
  const words = texts.reading;
  const state = results.pictures.map(({ reading }) => reading && `${reading.state}${reading.answers.length}`);
  const { value } = useLoaded(
    () => api.agreement(results.batch.id, by),
    `${results.batch.id} ${by} ${results.batch.blind} ${results.threshold} ${state.join('')}`,
  );
  if (!value) return null;
  const { between, with_model: withModel } = value;
  return (
    <>
      <p aria-live="polite">
        {words.progress(value.read_by_you, value.cells, value.read_by_two, value.disagreed, value.decided)}
      </p>
      {!between && <p className="quiet small">{words.later}</p>}
      {between && withModel && between.length + withModel.length > 0 && (
        <Figures results={results} agreement={{ ...value, between, with_model: withModel }} />
      )}
    </>
  );
}

interface FiguresProps {
  results: ApiResults;
  agreement: ApiAgreement & {
    between: NonNullable<ApiAgreement['between']>;
    with_model: NonNullable<ApiAgreement['with_model']>;
  };
}

function Figures({ results, agreement: { between, with_model: withModel, classes } }: FiguresProps) {
  const words = texts.reading;
  const rows = [
    ...between.map(({ readers: [first = '', second = ''], ...figures }) => ({
      ...{ name: words.between(first, second), first, second, ...figures },
    })),
    ...withModel.map(({ reader, ...figures }) => ({
      ...{ name: words.withModel(reader), first: reader, second: words.model, ...figures },
    })),
  ];
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys */}
      <section className="scroll" aria-label={words.figure} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {words.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, n, agreed, share, share_ci95: ci, kappa, kappa_ci95: interval }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{n}</td>
                <td>{share !== null && ci && words.share(share, agreed, ...ci)}</td>
                <td>{kappa === null ? words.noKappa : kappa.toFixed(2)}</td>
                <td>{interval ? words.interval(...interval) : kappa !== null && words.noInterval}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="quiet small">{words.method}</p>
      <div className="summary">
        {rows.map(({ name, first, second, table }) => (
          <div key={name} className="confusion">
            <table>
              <caption>{words.table(first, second)}</caption>
              <thead>
                <tr>
                  <td />
                  {classes.map((label) => (
                    <th key={label} scope="col">
                      {wordOf(results, label)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {classes.map((label, row) => (
                  <tr key={label}>
                    <th scope="row">{wordOf(results, label)}</th>
                    {classes.map((other, column) => (
                      <td key={other}>{table[row]![column]}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ))}
      </div>
    </>
  );
}
