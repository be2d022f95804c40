import type { ApiModel, ApiRun } from '@giemsa/server';
import { useRef, useState } from 'react';
import { inLabels } from '../data/in-labels.js';
import { type TrainingData, trainingApi } from '../data/training-api.js';
import { useLoaded } from '../data/use-loaded.js';
import { Named } from '../parts/named.js';
import { texts } from '../texts.js';
import { type Chosen, choicesOf, NOTHING_CHOSEN } from './choices.js';
import { ChooseData } from './choose-data.js';
import { Plan } from './plan.js';
import { SettingsFields } from './settings-fields.js';

interface StartTrainingProps {
  models: readonly ApiModel[];
  onStart: (run: ApiRun) => void;
}

/** Starts a training: what it learns from, how, and how long that takes. */
export function StartTraining(props: StartTrainingProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const [isOpen, setOpen] = useState(false);
  const start = (run: ApiRun) => {
    props.onStart(run);
    details.current!.open = false;
    details.current!.querySelector('summary')!.focus();
  };
  return (
    <details ref={details} className="card start" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{texts.runs.start}</summary>
      {isOpen && <Form models={props.models} onStart={start} />}
    </details>
  );
}

function Form({ models, onStart }: StartTrainingProps) {
  const offered = useLoaded(trainingApi.training, 'training');
  const [data, setData] = useState<TrainingData>();
  const [chosen, setChosen] = useState<Chosen>(NOTHING_CHOSEN);
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  const words = texts.training;
  if (!offered.value) return offered.error ? <p role="alert">{offered.error.message}</p> : null;
  const { recipes, datasets } = offered.value;
  const recipe = recipes.find((one) => one.name === chosen.recipe) ?? recipes[0]!;
  const { choices, problem } = choicesOf(chosen, recipe.name);
  const start = async (by: string | undefined) => {
    if (problem !== undefined) throw new Error(problem);
    if (!data) return;
    const called = { ...(name.trim() && { name: name.trim() }), ...(note.trim() && { note: note.trim() }) };
    const body = { data, choices, ...called, ...(by !== undefined && { by }) };
    const run = await trainingApi.train(body).catch((reason: Error) => {
      throw new Error(inLabels(reason.message));
    });
    onStart(run);
  };
  return (
    <div className="training-form">
      <ChooseData datasets={datasets} onData={setData} />
      <SettingsFields
        recipes={recipes}
        recipe={recipe}
        models={models}
        chosen={chosen}
        onChosen={setChosen}
      />
      {problem !== undefined && (
        <p role="alert" className="error">
          {problem}
        </p>
      )}
      {data && problem === undefined && <Plan data={data} choices={choices} />}
      <Named label={texts.runs.go} onDone={start}>
        <label>
          {words.nameHint}{' '}
          <input maxLength={200} value={name} onChange={(event) => setName(event.target.value)} />
        </label>
        <label>
          {words.note}{' '}
          <input maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} />
        </label>
      </Named>
    </div>
  );
}
