import type { ApiField, ApiFieldEdit } from '@giemsa/server';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { api } from '../data/api.js';
import { useLoaded } from '../data/use-loaded.js';
import { when } from '../parts/format.js';
import { ReviewerField } from '../parts/reviewer-field.js';
import { Status } from '../parts/status.js';
import { patientAddress } from '../parts/use-address.js';
import { useReviewer } from '../parts/use-reviewer.js';
import { texts } from '../texts.js';
import { CellPanel } from './cell-panel.js';
import { type Draft, DraftPanel } from './draft-panel.js';
import { FieldMark } from './field-mark.js';
import { FieldView, Legend } from './field-view.js';
import { Figures } from './figures.js';
import { inOrder } from './in-order.js';
import { extended } from './outline.js';
import { takeBack } from './take-back.js';

/** One field: its cells by class, a person's corrections, and the patient's figures as they stand. */
export function FieldPage({ id, cell }: { id: string /** Chosen at first. */; cell?: number }) {
  const loaded = useLoaded(() => api.field(id), id);
  const { value: field } = loaded;
  if (!field) return <Status loaded={loaded} />;
  return <OpenField field={field} first={cell} onField={(next) => loaded.set(() => next)} />;
}

interface OpenFieldProps {
  field: ApiField;
  first: number | undefined;
  onField: (field: ApiField) => void;
}

function OpenField({ field, first, onField }: OpenFieldProps) {
  const [selected, setSelected] = useState<number | undefined>(first);
  // Keys go on from there.
  useEffect(() => document.getElementById(`cell-${first}`)?.focus(), [first]);
  const [draft, setDraft] = useState<Draft>();
  const [reviewer] = useReviewer();
  const [error, setError] = useState<string>();
  const cell = field.cells.find(({ id }) => id === selected);

  /** Under the person's name; what cannot be saved is told. */
  const save = async (change: (person: string) => Promise<ApiField>, then?: (next: ApiField) => void) => {
    if (reviewer.trim() === '') return setError(texts.review.reviewerNeeded);
    setError(undefined);
    try {
      const next = await change(reviewer.trim());
      onField(next);
      then?.(next);
    } catch (reason) {
      setError(texts.review.failed + (reason as Error).message);
    }
  };
  const edit = (change: ApiFieldEdit) =>
    save(
      (person) => api.editField(field.id, change, person),
      (next) => {
        setDraft(undefined);
        if (change.action === 'add') setSelected(Math.max(...next.cells.map(({ id }) => id)));
      },
    );
  const mark = (corrected: boolean) =>
    save((person) => api.markField(field.id, corrected, person, field.threshold));
  const step = (by: number) => {
    const order = inOrder(field.cells);
    if (order.length === 0) return;
    const index = order.findIndex(({ id }) => id === selected);
    const next = order[(index + by + order.length) % order.length]!;
    document.getElementById(`cell-${next.id}`)?.focus({ preventScroll: true });
  };
  const onKey = (event: KeyboardEvent) => {
    const keys: Record<string, () => void> = {
      n: () => step(1),
      p: () => step(-1),
      i: () => cell && void edit({ action: 'class', cell: cell.id, class: 'infected' }),
      u: () => cell && void edit({ action: 'class', cell: cell.id, class: 'uninfected' }),
      Delete: () => cell && void edit({ action: 'remove', cell: cell.id }),
    };
    const action = draft ? undefined : keys[event.key];
    if (!action) return;
    event.preventDefault();
    // A key that is held down moves on, and says nothing again and again.
    if (event.repeat && event.key !== 'n' && event.key !== 'p') return;
    action();
  };
  return (
    <>
      <FieldHeading field={field} />
      <Signed state={field.sign_off} />
      {field.problem !== null && (
        <p className="notice">
          {texts.smear.statuses.refused}: {field.problem}
        </p>
      )}
      <div className="field-page">
        <div className="field-side">
          <FieldView
            field={field}
            selected={selected}
            onSelect={setSelected}
            draft={draft?.outline}
            isDrawing={draft?.isDrawing ?? false}
            onPoint={(point) =>
              setDraft((before) => before && { ...before, outline: extended(before.outline, point) })
            }
            onKey={onKey}
          />
          <Legend cells={field.cells} />
          {field.cells.some(({ unsure }) => unsure === true) && (
            <p className="quiet small">{texts.field.unsure}</p>
          )}
          <p id="field-keys" className="quiet small keys">
            {texts.field.keys}
          </p>
        </div>
        <div className="panel-side">
          <ReviewerField className="reviewer" />
          {error && (
            <p role="alert" className="error">
              {error}
            </p>
          )}
          {draft ? (
            <DraftPanel draft={draft} onDraft={setDraft} onSave={(change) => void edit(change)} />
          ) : (
            <CellPanel
              field={field}
              cell={cell}
              reviewer={reviewer.trim()}
              onStep={step}
              onEdit={(change) => void edit(change)}
              onDraft={setDraft}
            />
          )}
          <Removed field={field} reviewer={reviewer.trim()} onEdit={(change) => void edit(change)} />
          <FieldMark field={field} onMark={(corrected) => void mark(corrected)} />
          <section className="card" aria-label={texts.smear.patient(field.patient.patient)}>
            <h2>{texts.smear.patient(field.patient.patient)}</h2>
            <Figures parasitaemia={field.patient.parasitaemia} />
          </section>
        </div>
      </div>
    </>
  );
}

/** A correction of what somebody signed is not made unawares. */
function Signed({ state: { state, signed, version } }: { state: ApiField['sign_off'] }) {
  if (state === 'unsigned' || signed === null) return null;
  const { states, toSignAgain } = texts.patientPage;
  return (
    <p className="notice">
      {state === 'signed'
        ? `${states.signed(signed.by, when(signed.at), version)} ${toSignAgain}`
        : states.changed(signed.by, when(signed.at))}
    </p>
  );
}

/** The field's name, and the way to the patient's other fields. */
function FieldHeading({ field }: { field: ApiField }) {
  const ids = field.patient.fields.map(({ id }) => id);
  const index = ids.indexOf(field.id);
  const link = (id: string | undefined, text: string) =>
    id !== undefined && (
      <a className="button" href={`#/smear/${field.batch}/${id}`}>
        {text}
      </a>
    );
  return (
    <>
      <p className="crumbs">
        <a href={`#/smear/${field.batch}`}>{texts.field.all}</a> ·{' '}
        <a href={patientAddress(field.batch, field.patient.patient)}>
          {texts.smear.patient(field.patient.patient)}
        </a>
      </p>
      <div className="heading">
        <h1>{field.name}</h1>
        <div className="row">
          {link(ids[index - 1], texts.field.previous)}
          {link(ids[index + 1], texts.field.next)}
        </div>
      </div>
    </>
  );
}

interface RemovedProps {
  field: ApiField;
  reviewer: string;
  onEdit: (edit: ApiFieldEdit) => void;
}

/** What a person removed comes back as it was; against another person only when that is meant. */
function Removed({ field, reviewer, onEdit }: RemovedProps) {
  if (field.removed.length === 0) return null;
  return (
    <p className="row small">
      {texts.field.removed}
      {field.removed.map(({ cell, by }) => (
        <button key={cell} type="button" onClick={() => takeBack(cell, [by], reviewer, onEdit)}>
          {texts.field.restoreCell(cell, by)}
        </button>
      ))}
    </p>
  );
}
