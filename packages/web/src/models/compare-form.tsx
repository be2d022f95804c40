import type { ApiBatch, ApiModel } from '@giemsa/server';
import { type FormEvent, useState } from 'react';
import { api } from '../data/api.js';
import { usePages } from '../data/use-pages.js';
import { More } from '../parts/more.js';
import { texts } from '../texts.js';

/** Chooses a batch and a second model; the server reads the same pictures with that one too. */
export function CompareForm({ models }: { models: readonly ApiModel[] }) {
  const batches = usePages(api.batches, 'batches');
  const [chosen, setChosen] = useState<string>();
  const [other, setOther] = useState<string>();
  const [error, setError] = useState<string>();
  const usable = batches.value?.filter(({ kind, progress }) => kind === 'cells' && progress.total > 0) ?? [];
  const batch = usable.find(({ id }) => id === chosen) ?? usable[0];
  if (models.length < 2 || !batch) return <p className="quiet">{texts.compare.none}</p>;
  const others = models.filter(({ id }) => id !== batch.model);
  const model = others.find(({ id }) => id === other) ?? others[0]!;

  const start = async (event: FormEvent) => {
    event.preventDefault();
    setError(undefined);
    try {
      const copy = await api.copyBatch(batch.id, model.id);
      window.location.hash = `#/compare/${batch.id}/${copy.id}`;
    } catch (reason) {
      setError((reason as Error).message);
    }
  };
  const name = ({ name: text, model: by }: ApiBatch) => `${text} (${by})`;
  return (
    <form className="row" onSubmit={start}>
      <label>
        {texts.compare.batch}{' '}
        <select value={batch.id} onChange={(event) => setChosen(event.target.value)}>
          {usable.map((entry) => (
            <option key={entry.id} value={entry.id}>
              {name(entry)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {texts.compare.with}{' '}
        <select value={model.id} onChange={(event) => setOther(event.target.value)}>
          {others.map(({ id }) => (
            <option key={id}>{id}</option>
          ))}
        </select>
      </label>
      <button type="submit" className="primary">
        {texts.compare.go}
      </button>
      <More pages={batches} />
      {error && (
        <p role="alert" className="error">
          {error}
        </p>
      )}
    </form>
  );
}
