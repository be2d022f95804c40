import { IMAGE_EXTENSIONS } from '@giemsa/core/internal/pictures/picture-endings';
import type { ApiLabelledSet } from '@giemsa/server';
import { useState } from 'react';
import { api } from '../data/api.js';
import { trainingApi } from '../data/training-api.js';
import type { DroppedFile } from '../data/upload.js';
import { startUpload, useUploads } from '../data/uploads.js';
import { useLoaded } from '../data/use-loaded.js';
import { ChooseFiles } from '../parts/choose-files.js';
import { when } from '../parts/format.js';
import { Incomplete } from '../parts/incomplete.js';
import { takenFiles } from '../parts/taken-files.js';
import { texts } from '../texts.js';
import { classesText } from './classes-text.js';

const TAKEN = [...IMAGE_EXTENSIONS, '.zip'];

interface LabelledSetsProps {
  chosen: string | undefined;
  onChosen: (set: string | undefined) => void;
}

/** Uploaded sets to choose from, and an upload of another. */
export function LabelledSets({ chosen, onChosen }: LabelledSetsProps) {
  const words = texts.training.from;
  const running = useUploads().filter(({ kind }) => kind === 'labelled').length;
  const [version, setVersion] = useState(0);
  // Read again when an upload has ended.
  const sets = useLoaded(trainingApi.sets, `sets ${running} ${version}`);
  const [error, setError] = useState<string>();
  const again = () => setVersion((before) => before + 1);
  const remove = async ({ id, name }: ApiLabelledSet) => {
    if (!window.confirm(words.deleteSure({ name }))) return;
    try {
      await api.deleteBatch(id);
      if (chosen === id) onChosen(undefined);
      again();
    } catch (reason) {
      setError((reason as Error).message);
    }
  };
  return (
    <>
      {sets.value?.length === 0 && <p className="quiet">{words.noSet}</p>}
      {sets.value && sets.value.length > 0 && (
        <fieldset className="run-list batches">
          <legend>{words.setChoice}</legend>
          {sets.value.map((set) => (
            <div key={set.id} className="labelled-set">
              <label className="check">
                <input
                  type="radio"
                  name="labelled-set"
                  checked={chosen === set.id}
                  onChange={() => onChosen(set.id)}
                />
                <span>
                  <strong>{set.name}</strong>
                  <span className="quiet">{`${aboutSet(set)} · ${when(set.created)}`}</span>
                </span>
              </label>
              <button
                type="button"
                aria-label={words.delete({ name: set.name })}
                onClick={() => void remove(set)}
              >
                {texts.training.delete}
              </button>
              <Missing set={set} onChange={again} />
            </div>
          ))}
        </fieldset>
      )}
      {error && (
        <p role="alert" className="error">
          {error}
        </p>
      )}
      <UploadSet onUploaded={(id) => onChosen(id)} />
    </>
  );
}

const aboutSet = ({ cells, patients, classes }: ApiLabelledSet): string =>
  texts.training.from.about({ cells, patients, classes: classesText(classes) });

/** How an upload that is not whole goes on. */
function Missing({ set, onChange }: { set: ApiLabelledSet; onChange: () => void }) {
  const isIncomplete = set.announced !== set.arrived;
  const files = useLoaded(
    async () => (isIncomplete ? (await api.files(set.id)).missing : []),
    `${set.id} ${set.arrived}`,
  );
  if (!isIncomplete || !files.value) return null;
  const batch = { id: set.id, name: set.name, kind: 'labelled' as const };
  return <Incomplete batch={batch} progress={set} missing={files.value} onChange={onChange} />;
}

function UploadSet({ onUploaded }: { onUploaded: (id: string) => void }) {
  const words = texts.training.from;
  const [name, setName] = useState('');
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const choose = async (dropped: readonly DroppedFile[]) => {
    const { wanted, leftOut } = takenFiles(dropped, TAKEN);
    if (wanted.length === 0) return setError(texts.drop.nothing);
    setError(undefined);
    setBusy(true);
    try {
      const own = name.trim() || wanted[0]!.path.split('/')[0]!;
      onUploaded(await startUpload('labelled', { name: own }, wanted, leftOut));
      setName('');
    } catch (reason) {
      setError((reason as Error).message);
    }
    setBusy(false);
  };
  return (
    <fieldset className="upload-set">
      <legend>{words.upload}</legend>
      <p className="quiet small">{words.uploadHint}</p>
      <ChooseFiles words={words.choose} isBusy={isBusy} onFiles={(files) => void choose(files)}>
        <label>
          {words.uploadName}{' '}
          <input maxLength={200} value={name} onChange={(event) => setName(event.target.value)} />
        </label>
      </ChooseFiles>
      {error && (
        <p role="alert" className="error">
          {error}
        </p>
      )}
    </fieldset>
  );
}
