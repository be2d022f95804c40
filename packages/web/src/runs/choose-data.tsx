import { useEffect, useState } from 'react';
import { type TrainingData, trainingApi } from '../data/training-api.js';
import { useLoaded } from '../data/use-loaded.js';
import { when } from '../parts/format.js';
import { texts } from '../texts.js';
import { classesText } from './classes-text.js';
import { LabelledSets } from './labelled-sets.js';

const KINDS = ['folder', 'set', 'batches'] as const;
type Kind = (typeof KINDS)[number];

interface ChooseDataProps {
  /** Folders that the server offers. */
  datasets: readonly string[];
  /** Undefined while nothing is chosen. */
  onData: (data: TrainingData | undefined) => void;
}

/** What a training learns from: a folder of the server, an uploaded set, or persons' answers. */
export function ChooseData({ datasets, onData }: ChooseDataProps) {
  const words = texts.training.from;
  const [kind, setKind] = useState<Kind>(datasets.length > 0 ? 'folder' : 'set');
  const [folder, setFolder] = useState(datasets[0]);
  const [set, setSet] = useState<string>();
  const [batches, setBatches] = useState<readonly string[]>([]);
  const key = JSON.stringify({ kind, folder, set, batches });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what was chosen
  useEffect(() => {
    if (kind === 'folder') onData(folder === undefined ? undefined : { kind, folder });
    else if (kind === 'set') onData(set === undefined ? undefined : { kind, set });
    else onData(batches.length === 0 ? undefined : { kind, batches: [...batches] });
  }, [key]);
  return (
    <fieldset>
      <legend>{words.title}</legend>
      {KINDS.map((one) => (
        <label key={one} className="check">
          <input type="radio" name="data-kind" checked={kind === one} onChange={() => setKind(one)} />
          <span>{words[one]}</span>
        </label>
      ))}
      <div className="data-choice">
        {kind === 'folder' &&
          (datasets.length === 0 ? (
            <p className="quiet">{texts.runs.noData}</p>
          ) : (
            <label>
              {texts.labels.data}{' '}
              <select value={folder} onChange={(event) => setFolder(event.target.value)}>
                {datasets.map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </select>
            </label>
          ))}
        {kind === 'set' && <LabelledSets chosen={set} onChosen={setSet} />}
        {kind === 'batches' && <ReviewedBatches chosen={batches} onChosen={setBatches} />}
      </div>
    </fieldset>
  );
}

interface ReviewedBatchesProps {
  chosen: readonly string[];
  onChosen: (chosen: readonly string[]) => void;
}

function ReviewedBatches({ chosen, onChosen }: ReviewedBatchesProps) {
  const words = texts.training.from;
  const batches = useLoaded(trainingApi.reviewed, 'reviewed');
  if (batches.error) return <p role="alert">{batches.error.message}</p>;
  if (batches.value?.length === 0) return <p className="quiet">{words.noBatches}</p>;
  const toggle = (id: string) =>
    onChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  return (
    <fieldset className="run-list batches">
      <legend>{words.batches}</legend>
      {batches.value?.map(({ id, name, created, cells, patients, classes }) => (
        <label key={id} className="check">
          <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
          <span>
            <strong>{name}</strong>
            <span className="quiet">
              {`${words.about({ cells, patients, classes: classesText(classes) })} · ${when(created)}`}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
