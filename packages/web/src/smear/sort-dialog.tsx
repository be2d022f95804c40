import type { ApiSmear } from '@giemsa/server';
import { useRef, useState } from 'react';
import { api } from '../data/api.js';
import { useSession } from '../data/session.js';
import { changedSettings, moveFiles, type Sorting, sortFiles } from '../data/sorting.js';
import { when } from '../parts/format.js';
import { Named } from '../parts/named.js';
import { SortPatients } from '../parts/sort-patients.js';
import { texts } from '../texts.js';

interface SortDialogProps {
  smear: ApiSmear;
  onChange: () => void;
}

/** Fields that are on the server are sorted otherwise, under the name of the person who does it. */
export function SortDialog({ smear, onChange }: SortDialogProps) {
  const words = texts.sorting;
  const dialog = useRef<HTMLDialogElement>(null);
  const [sorting, setSorting] = useState<Sorting>();
  const isReader = useSession()?.role === 'reader';
  const { from, set } = smear.sorting;
  const fields = smear.patients.flatMap((patient) => patient.fields);
  const open = () => {
    setSorting(heldSorting(smear));
    dialog.current?.showModal();
  };
  const save = async (by: string | undefined) => {
    const names = fields.map(({ name }) => name);
    for (const setting of changedSettings(names, heldSorting(smear), sorting!))
      await api.setForBatch(smear.batch.id, setting, by);
    dialog.current?.close();
    onChange();
  };
  return (
    <div className="row quiet small">
      {words.derived[from]} {set && words.setBy({ by: set.by, at: when(set.at) })}
      {!isReader && fields.length > 0 && (
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
              paths={fields.map(({ name }) => name)}
              sorting={sorting}
              onSorting={setSorting}
              pictureOf={(path) => api.image(fields.find(({ name }) => name === path)!.id)}
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

/** As the server sorts them now: by its rule, and what persons said against it. */
function heldSorting({ sorting: { from, pattern }, patients }: ApiSmear): Sorting {
  const rule = { rule: { from, pattern }, said: new Map<string, string>() };
  const names = patients.flatMap(({ fields }) => fields.map(({ name }) => name));
  const derived = new Map(
    sortFiles(names, rule).flatMap(({ code, paths }) => paths.map((path) => [path, code])),
  );
  return patients.reduce<Sorting>(
    (sorting, { patient, fields }) =>
      moveFiles(
        sorting,
        fields.map(({ name }) => name).filter((name) => derived.get(name) !== patient),
        patient,
      ),
    rule,
  );
}
