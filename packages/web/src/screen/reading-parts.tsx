import type { ApiAgreement } from '@giemsa/server';
import { type FormEvent, type ReactNode, useState } from 'react';
import { api } from '../data/api.js';
import { useLoaded } from '../data/use-loaded.js';
import { actionWords } from '../parts/action-words.js';
import { decimals, when } from '../parts/format.js';
import { texts } from '../texts.js';

/** What is seldom done: its fields are in the page once it is opened. */
export function Folded(props: { title: string; explain: string; children: ReactNode }) {
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
export function WhoReads({ by, onBy }: { by: string | undefined; onBy: (name: string) => void }) {
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

interface AgreementProps {
  batch: string;
  /** Who looks, where tokens are of nobody. */
  by: string | undefined;
  /** Changes with what readers answered. */
  state: string;
  /** A class in words. */
  word: (label: string) => string;
}

/** How far readers are, how far they agree, and who has copies of results from before. */
export function Agreement({ batch, by, state, word }: AgreementProps) {
  const words = texts.reading;
  const { value } = useLoaded(() => api.agreement(batch, by), `${batch} ${by} ${state}`);
  if (!value) return null;
  const { between, with_model: withModel } = value;
  return (
    <>
      <p aria-live="polite">
        {words.progress({
          yours: value.read_by_you,
          all: value.cells,
          byTwo: value.read_by_two,
          waiting: value.disagreed,
          decided: value.decided,
        })}
      </p>
      {!between && <p className="quiet small">{words.later}</p>}
      {between && withModel && between.length + withModel.length > 0 && (
        <Figures word={word} agreement={{ ...value, between, with_model: withModel }} />
      )}
      <CopiesBefore copies={value.copies_before} />
    </>
  );
}

/** Who had results before the blind reading began: they may know what the model says. */
function CopiesBefore({ copies }: { copies: ApiAgreement['copies_before'] }) {
  const words = texts.reading;
  if (copies.length === 0) return null;
  return (
    <div className="notice">
      {words.copiesBefore}
      <ul>
        {copies.map(({ at, person, action }) => (
          <li key={`${at} ${action}`}>
            {words.copy({
              ...{ person: person ?? texts.log.nobody, did: actionWords(action), when: when(at) },
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface FiguresProps {
  word: AgreementProps['word'];
  agreement: ApiAgreement & {
    between: NonNullable<ApiAgreement['between']>;
    with_model: NonNullable<ApiAgreement['with_model']>;
  };
}

const shares = (share: number, [low, high]: readonly [number, number]) => ({
  ...{ share: decimals(100 * share, 1), low: decimals(100 * low, 1), high: decimals(100 * high, 1) },
});

function Figures({ word, agreement: { between, with_model: withModel, classes } }: FiguresProps) {
  const words = texts.reading;
  const rows = [
    ...between.map(({ readers: [first = '', second = ''], ...figures }) => ({
      ...{ name: words.between({ first, second }), first, second, ...figures },
    })),
    ...withModel.map(({ reader, ...figures }) => ({
      ...{ name: words.withModel({ reader }), first: reader, second: words.model, ...figures },
    })),
  ];
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys */}
      <section className="scroll" aria-label={words.figure} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {Object.values(words.columns).map((column) => (
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
                <td>{share !== null && ci && words.share({ ...shares(share, ci), agreed })}</td>
                <td>{kappa === null ? words.noKappa : decimals(kappa, 2)}</td>
                <td>
                  {interval
                    ? words.interval({ low: decimals(interval[0], 2), high: decimals(interval[1], 2) })
                    : kappa !== null && words.noInterval}
                </td>
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
              <caption>{words.table({ first, second })}</caption>
              <thead>
                <tr>
                  <td />
                  {classes.map((label) => (
                    <th key={label} scope="col">
                      {word(label)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {classes.map((label, row) => (
                  <tr key={label}>
                    <th scope="row">{word(label)}</th>
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
