import type { ApiAdoptionNeeds, ApiModel } from '@giemsa/server';
import { type FormEvent, useState } from 'react';
import { api } from '../data/api.js';
import { useLoaded } from '../data/use-loaded.js';
import { texts } from '../texts.js';
import { ChooseBatches } from './choose-batches.js';
import { ModelChoice } from './model-choice.js';
import { NeedsNotes } from './needs.js';
import { Person, useNamed } from './person.js';
import { StartCard } from './start-card.js';

type CorrectedBatch = Awaited<ReturnType<typeof api.correctedBatches>>[number];

interface StartProps {
  models: readonly ApiModel[];
  onStart: () => void;
}

/** Chooses corrected fields and begins to adapt a model on them. They are looked up when it is opened. */
export const StartAdoption = (props: StartProps) => (
  <StartCard words={texts.adopting.adopt}>
    <AdoptionForm {...props} />
  </StartCard>
);

function aboutBatch(batch: CorrectedBatch): string {
  const words = texts.adopting.adopt;
  const { fields, whole_fields: whole, patients, corrections } = batch;
  const counts = { fields, patients, cells: batch.infected + batch.uninfected, corrections };
  return whole < fields ? words.batchPartly({ ...counts, whole }) : words.batch(counts);
}

function AdoptionForm({ models, onStart }: StartProps) {
  const batches = useLoaded(api.correctedBatches, 'corrected');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const needs = useLoaded<ApiAdoptionNeeds | null>(
    async () => (chosen.length === 0 ? null : api.adoptionNeeds(chosen)),
    chosen.join(' '),
  );
  const [error, setError] = useState<string>();
  const words = texts.adopting.adopt;
  const by = useNamed();
  const start = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setError(undefined);
    try {
      await api.adopt({ batches: chosen, model: String(form.get('model')), by });
      setChosen([]);
      onStart();
    } catch (reason) {
      setError((reason as Error).message);
    }
  };
  const known = chosen.length > 0 ? needs.value : null;
  return (
    <>
      {batches.value?.length === 0 && <p>{words.none}</p>}
      {batches.value !== undefined && batches.value.length > 0 && (
        <form onSubmit={start}>
          <ChooseBatches
            title={words.batches}
            choices={batches.value.map((batch) => ({
              ...batch,
              about: aboutBatch(batch),
            }))}
            chosen={chosen}
            onChosen={setChosen}
          />
          {known && (
            <div aria-live="polite">
              <p>
                {words.chosen({
                  fields: known.fields,
                  patients: known.patients,
                  infected: known.infected,
                  uninfected: known.uninfected,
                })}
              </p>
              <NeedsNotes {...known} />
            </div>
          )}
          <div className="row">
            <ModelChoice models={models} />
            <Person />
            <button type="submit" className="primary" disabled={!known || known.missing.length > 0}>
              {words.go}
            </button>
          </div>
        </form>
      )}
      {(error ?? batches.error?.message ?? needs.error?.message) && (
        <p role="alert" className="error">
          {error ?? batches.error?.message ?? needs.error?.message}
        </p>
      )}
    </>
  );
}
