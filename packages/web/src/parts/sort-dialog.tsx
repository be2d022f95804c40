import type { ApiSmear } from '@giemsa/server';
import { useRef, useState } from 'react';
import { api } from '../data/api.js';
import { useSession } from '../data/session.js';
import { changedSettings, heldSorting, type SortedOnServer, type Sorting } from '../data/sorting.js';
import { texts } from '../texts.js';
import { when } from './format.js';
import { Named } from './named.js';
import { SortPatients } from './sort-patients.js';

interface SortDialogProps {
  batch: string;
  sorting: ApiSmear['sorting'];
  files: readonly (SortedOnServer & { readonly id: string })[];
  /** Of the model, for single cells. */
  classNames?: readonly string[];
  onChange: () => void;
}

/** Files that are on the server are sorted otherwise, under the name of the person who does it. */
export function SortDialog({ batch, sorting: held, files, classNames, onChange }: SortDialogProps) {
  const words = texts.sorting;
  const dialog = useRef<HTMLDialogElement>(null);
  const [sorting, setSorting] = useState<Sorting>();
  const isReader = useSession()?.role === 'reader';
  const { from, pattern, set } = held;
  const now = () => heldSorting(files, { from, pattern }, classNames);
  const open = () => {
    setSorting(now());
    dialog.current?.showModal();
  };
  const save = async (by: string | undefined) => {
    const names = files.map(({ name }) => name);
    for (const setting of changedSettings(names, now(), sorting!)) await api.setForBatch(batch, setting, by);
    dialog.current?.close();
    onChange();
  };
  return (
    <div className="row quiet small">
      {words.derived[from]} {set && words.setBy({ by: set.by, at: when(set.at) })}
      {!isReader && files.length > 0 && (
        <button type="button" onClick={open}>
          {words.change}
        </button>
      )}
      <dialog
        ref={dialog}
        className="sort-dialog"
        aria-label={words.title}
        onClose={() => setSorting(undefined)}
      >
        {sorting && (
          <>
            <h2>{words.title}</h2>
            <p className="quiet small">{words.explain}</p>
            <SortPatients
              paths={files.map(({ name }) => name)}
              sorting={sorting}
              onSorting={setSorting}
              pictureOf={(path) => api.image(files.find(({ name }) => name === path)!.id)}
            />
            <Named label={words.save} onDone={save} />
            <button type="button" onClick={() => dialog.current?.close()}>
              {words.cancel}
            </button>
          </>
        )}
      </dialog>
    </div>
  );
}
