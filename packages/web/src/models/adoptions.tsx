import type { ApiAdoption, ApiPublished } from '@giemsa/server';
import { type FormEvent, useState } from 'react';
import { api } from '../data/api.js';
import { useLoaded } from '../data/use-loaded.js';
import { when } from '../parts/format.js';
import { texts } from '../texts.js';
import { Comparison } from './comparison.js';
import { Person, useNamed } from './person.js';

/**
 * For administrators: models adapted to a microscope, which a person publishes, and the way back.
 * @param version changes where there may be others
 */
export function Adoptions({ version, onChange }: { version: number; onChange: () => void }) {
  const adoptions = useLoaded(api.adoptions, `adoptions ${version}`);
  const published = useLoaded(api.published, 'published');
  const [error, setError] = useState<string>();
  const words = texts.adoptions;
  const act = async (work: Promise<unknown>) => {
    setError(undefined);
    try {
      await work;
      adoptions.reload();
      published.reload();
      onChange();
    } catch (reason) {
      setError((reason as Error).message);
    }
  };
  if (!adoptions.value || !published.value) return null;
  if (adoptions.value.length + published.value.length === 0) return null;
  return (
    <section aria-label={words.title}>
      <h2>{words.title}</h2>
      <p className="quiet">{words.explain}</p>
      {error && (
        <p role="alert" className="error">
          {error}
        </p>
      )}
      {published.value.map((one) => (
        <Published key={one.name} published={one} act={act} />
      ))}
      {adoptions.value.map((one) => (
        <Adopted key={one.id} adoption={one} act={act} />
      ))}
    </section>
  );
}

type Act = (work: Promise<unknown>) => Promise<void>;

function Published({ published, act }: { published: ApiPublished; act: Act }) {
  const words = texts.adoptions;
  const { name, version, sha256, before, acts } = published;
  return (
    <article className="card adoption">
      <h3>
        {name} <span className="badge">{words.version({ version })}</span>
      </h3>
      <p className="quiet small">SHA-256 {sha256}</p>
      <ul>
        {acts.map(({ what, version: number, by, at }) => (
          <li key={at + what}>{words.acts[what]({ version: number, by, at: when(at) })}</li>
        ))}
      </ul>
      {before !== null && (
        <Decision label={words.back({ version: before })} onDecide={(_, by) => act(api.goBack(name, by))} />
      )}
    </article>
  );
}

function Adopted({ adoption, act }: { adoption: ApiAdoption; act: Act }) {
  const words = texts.adoptions;
  const { id, made, from, offered, reasons, notes, comparison, in_use_as: used } = adoption;
  return (
    <article className="card adoption">
      <h3>
        {id}{' '}
        <span className="badge">
          {used === null ? (offered ? words.offered : words.notOffered) : words.inUse({ name: used })}
        </span>
      </h3>
      <p className="quiet small">{words.from({ model: from.model, made: when(made) })}</p>
      <ul>
        {[...reasons, ...notes].map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <Comparison adoption={adoption} />
      <details>
        <summary>{words.figures}</summary>
        <pre className="figures">{comparison.join('\n')}</pre>
      </details>
      {offered && used === null && (
        <Decision label={words.publish} named onDecide={(name, by) => act(api.publish(id, name, by))} />
      )}
    </article>
  );
}

function Decision(props: { label: string; named?: boolean; onDecide: (name: string, by?: string) => void }) {
  const by = useNamed();
  const decide = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    props.onDecide(String(form.get('name') ?? ''), by);
  };
  return (
    <form className="row" onSubmit={decide}>
      {props.named && (
        <label>
          {texts.adoptions.name} <input name="name" required maxLength={100} />
        </label>
      )}
      <Person />
      <button type="submit">{props.label}</button>
    </form>
  );
}
