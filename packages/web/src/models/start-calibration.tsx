import type { ApiCalibration, ApiCalibrationNeeds, ApiModel } from '@giemsa/server';
import { type FormEvent, useId, useState } from 'react';
import { api } from '../data/api.js';
import { useLoaded } from '../data/use-loaded.js';
import { usePages } from '../data/use-pages.js';
import { More } from '../parts/more.js';
import { texts } from '../texts.js';
import { ChooseBatches } from './choose-batches.js';
import { defaultForFields, ModelChoice } from './model-choice.js';
import { NeedsNotes } from './needs.js';
import { Person, useNamed } from './person.js';
import { StartCard } from './start-card.js';

/** False alarms in 1,000 cells. */
const ALLOWED = [0.5, 1, 2, 5, 10];
const USUAL = 1;

interface StartProps {
  models: readonly ApiModel[];
  calibrations: readonly ApiCalibration[];
  onStart: () => void;
}

/** Chooses fields of patients without malaria, which a person states, and begins to measure a microscope on them. */
export const StartCalibration = (props: StartProps) => (
  <StartCard words={texts.adopting.calibrate}>
    <CalibrationForm {...props} />
  </StartCard>
);

function CalibrationForm({ models, calibrations, onStart }: StartProps) {
  const batches = usePages(api.batches, 'batches of fields');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [model, setModel] = useState(defaultForFields(models));
  const needs = useLoaded<ApiCalibrationNeeds | null>(
    async () => (chosen.length === 0 ? null : api.calibrationNeeds(chosen, model)),
    `${chosen.join(' ')} ${model}`,
  );
  const [error, setError] = useState<string>();
  const names = useId();
  const words = texts.adopting.calibrate;
  const by = useNamed();
  const start = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const shown = event.currentTarget;
    const form = new FormData(shown);
    setError(undefined);
    try {
      await api.calibrate({
        ...{ batches: chosen, model, without_malaria: true, by },
        microscope: String(form.get('microscope')),
        false_alarms_per_1000: Number(form.get('allowed')),
      });
      setChosen([]);
      // What was stated was stated of these patients only.
      shown.reset();
      setModel(defaultForFields(models));
      onStart();
    } catch (reason) {
      setError((reason as Error).message);
    }
  };
  const usable = batches.value?.filter(({ kind, progress }) => kind === 'fields' && progress.done > 0);
  const known = chosen.length > 0 ? needs.value : null;
  return (
    <>
      {usable?.length === 0 && <p>{words.none}</p>}
      {usable !== undefined && usable.length > 0 && (
        <form onSubmit={start}>
          <ChooseBatches
            title={words.batches}
            choices={usable.map(({ id, name, created, model: by }) => ({ id, name, created, about: by }))}
            chosen={chosen}
            onChosen={setChosen}
          >
            <More pages={batches} />
          </ChooseBatches>
          {known && (
            <div aria-live="polite">
              <p>{words.chosen({ fields: known.fields, patients: known.patients, cells: known.cells })}</p>
              <NeedsNotes {...known} />
            </div>
          )}
          <label className="check">
            <input type="checkbox" name="state" required />
            {words.state}
          </label>
          <div className="row">
            <label>
              {words.microscope} <input name="microscope" required maxLength={100} list={names} />
            </label>
            <datalist id={names}>
              {[...new Set(calibrations.map(({ microscope }) => microscope))].map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
            <label>
              {words.allowed}{' '}
              <select name="allowed" defaultValue={USUAL}>
                {ALLOWED.map((allowed) => (
                  <option key={allowed}>{allowed}</option>
                ))}
              </select>
            </label>
            <ModelChoice models={models} onModel={setModel} />
            <Person />
            <button type="submit" className="primary" disabled={!known || known.missing.length > 0}>
              {words.go}
            </button>
          </div>
        </form>
      )}
      {(error ?? needs.error?.message) && (
        <p role="alert" className="error">
          {error ?? needs.error?.message}
        </p>
      )}
    </>
  );
}
