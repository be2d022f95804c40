import type { ApiAuditEntry } from '@giemsa/server';
import { type FormEvent, useState } from 'react';
import { api } from '../data/api.js';
import { useLoaded } from '../data/use-loaded.js';
import { actionWords } from '../parts/action-words.js';
import { when } from '../parts/format.js';
import { Status } from '../parts/status.js';
import { texts } from '../texts.js';

const PAGE = 100;
const REFUSED = 400;

/** Who did what, for administrators: all of it, or that of a batch. */
export function LogPage({ batch }: { batch?: string }) {
  const words = texts.log;
  const [person, setPerson] = useState('');
  const [count, setCount] = useState(PAGE);
  const filter = { ...(batch && { batch }), ...(person && { person }) };
  const loaded = useLoaded(() => api.log(filter, count), `${batch} ${person} ${count}`);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setCount(PAGE);
    setPerson(String(new FormData(event.currentTarget).get('person')).trim());
  };
  return (
    <>
      {batch && (
        <p className="crumbs">
          <a href="#/log">{words.all}</a>
        </p>
      )}
      <div className="heading">
        <h1>{batch ? words.ofBatch : words.title}</h1>
        <a className="button" href={api.auditLog(filter)} download>
          {words.csv}
        </a>
      </div>
      <p className="quiet">{words.explain}</p>
      <form className="row" onSubmit={send}>
        <label>
          {words.person} <input name="person" maxLength={200} />
        </label>
        <button type="submit">{words.show}</button>
      </form>
      {!loaded.value && <Status loaded={loaded} />}
      {loaded.value?.length === 0 && <p>{words.none}</p>}
      {loaded.value && loaded.value.length > 0 && <Entries entries={loaded.value} withBatch={!batch} />}
      {/* The server gives no more than that at once; the file has all. */}
      {loaded.value?.length === count && count < 1000 && (
        <button type="button" onClick={() => setCount(Math.min(1000, count + 3 * PAGE))}>
          {words.older}
        </button>
      )}
    </>
  );
}

function Entries({ entries, withBatch }: { entries: readonly ApiAuditEntry[]; withBatch: boolean }) {
  const words = texts.log;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys
    <section className="scroll" aria-label={words.title} tabIndex={0}>
      <table className="log">
        <thead>
          <tr>
            <th scope="col">{words.columns.at}</th>
            <th scope="col">{words.columns.person}</th>
            <th scope="col">{words.columns.what}</th>
            {withBatch && <th scope="col">{words.columns.batch}</th>}
          </tr>
        </thead>
        <tbody>
          {entries.map(({ id, at, person, action, status, batch, run }) => (
            <tr key={id}>
              <td>{when(at)}</td>
              <td>{person ?? words.nobody}</td>
              <td>
                {actionWords(action)}
                {run !== null && ` · ${run}`}
                {status !== null && status >= REFUSED && ` · ${words.refused({ status })}`}
              </td>
              {withBatch && <td>{batch && <a href={`#/log/${batch}`}>{batch.slice(0, 8)}</a>}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
