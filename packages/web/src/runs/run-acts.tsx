import type { ApiRun } from '@giemsa/server';
import { useRef, useState } from 'react';
import { useSession } from '../data/session.js';
import { trainingApi } from '../data/training-api.js';
import { Named } from '../parts/named.js';
import { texts } from '../texts.js';

interface RunActsProps {
  run: ApiRun;
  onChange: (run: ApiRun) => void;
  onDelete: () => void;
}

/** What can be done with a training: stop, resume, name, delete. */
export function RunActs({ run, onChange, onDelete }: RunActsProps) {
  const words = texts.training;
  const days = useSession()?.trash_days ?? 0;
  const [error, setError] = useState<string>();
  const { id, state, here } = run;
  const shown = run.name ?? id;
  const isOn = state === 'waiting' || state === 'training';
  const act = (work: Promise<unknown>) =>
    work.then(
      () => setError(undefined),
      (reason: Error) => setError(reason.message),
    );
  const stop = () => {
    if (window.confirm(words.stopSure)) void act(trainingApi.stop(id).then(onChange));
  };
  const remove = () => {
    const sure = days > 0 ? words.deleteSureTrash({ run: shown, days }) : words.deleteSure({ run: shown });
    if (window.confirm(sure)) void act(trainingApi.remove(id).then(onDelete));
  };
  return (
    <div className="run-acts">
      <div className="row">
        {isOn && here && (
          <button type="button" onClick={stop}>
            {texts.adopting.tasks.stop}
          </button>
        )}
        <EditAbout run={run} onChange={onChange} />
        {!isOn && (
          <button type="button" onClick={remove}>
            {words.delete}
          </button>
        )}
      </div>
      {(state === 'stopped' || state === 'failed') &&
        (here ? (
          <Named label={words.resume} onDone={async (by) => onChange(await trainingApi.resume(id, by))} />
        ) : (
          <p className="quiet small">{words.elsewhere}</p>
        ))}
      {error && (
        <p role="alert" className="error">
          {error}
        </p>
      )}
    </div>
  );
}

function EditAbout({ run, onChange }: Pick<RunActsProps, 'run' | 'onChange'>) {
  const words = texts.training;
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  const title = words.editOf({ run: run.name ?? run.id });
  const open = () => {
    setName(run.name ?? '');
    setNote(run.note ?? '');
    setOpen(true);
    dialog.current?.showModal();
  };
  const save = async (by: string | undefined) => {
    onChange(await trainingApi.about(run.id, name.trim() || null, note.trim() || null, by));
    dialog.current?.close();
  };
  return (
    <>
      <button type="button" onClick={open}>
        {words.edit}
      </button>
      <dialog ref={dialog} aria-label={title} onClose={() => setOpen(false)}>
        {isOpen && (
          <>
            <h2>{title}</h2>
            <Named label={words.save} onDone={save}>
              <label>
                {texts.labels.name}{' '}
                <input maxLength={200} value={name} onChange={(event) => setName(event.target.value)} />
              </label>
              <label>
                {words.table.facts.note}{' '}
                <input maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} />
              </label>
            </Named>
            <button type="button" onClick={() => dialog.current?.close()}>
              {texts.rename.cancel}
            </button>
          </>
        )}
      </dialog>
    </>
  );
}
