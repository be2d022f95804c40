import type { ApiBatch } from '@giemsa/server';
import { useRef, useState } from 'react';
import { api } from '../data/api.js';
import { useSession } from '../data/session.js';
import { texts } from '../texts.js';
import { Named } from './named.js';

interface RenameProps {
  batch: Pick<ApiBatch, 'id' | 'name'>;
  onName: (name: string) => void;
}

/** Gives a batch another name, under the name of the person who does it. */
export function Rename({ batch: { id, name }, onName }: RenameProps) {
  const words = texts.rename;
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [wanted, setWanted] = useState(name);
  if (useSession()?.role === 'reader') return null;
  const open = () => {
    setWanted(name);
    setOpen(true);
    dialog.current?.showModal();
  };
  const save = async (by: string | undefined) => {
    await api.setForBatch(id, { setting: 'name', name: wanted.trim() }, by);
    onName(wanted.trim());
    dialog.current?.close();
  };
  return (
    <>
      <button type="button" aria-label={words.of({ name })} onClick={open}>
        {words.label}
      </button>
      <dialog ref={dialog} aria-label={words.of({ name })} onClose={() => setOpen(false)}>
        {isOpen && (
          <>
            <h2>{words.of({ name })}</h2>
            <Named label={words.save} onDone={save}>
              <label>
                {words.name}{' '}
                <input
                  required
                  pattern=".*\S.*"
                  maxLength={200}
                  value={wanted}
                  onChange={(event) => setWanted(event.target.value)}
                />
              </label>
            </Named>
            <button type="button" onClick={() => dialog.current?.close()}>
              {words.cancel}
            </button>
          </>
        )}
      </dialog>
    </>
  );
}
