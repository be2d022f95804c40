import { styleOf } from '@giemsa/core/internal/answer/cell-style';
import type { ApiCell, ApiField, ApiFieldEdit } from '@giemsa/server';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { api } from '../data/api.js';
import { useLanguage } from '../data/language-context.js';
import { useLoaded } from '../data/use-loaded.js';
import { decimals } from '../parts/format.js';
import { patientName } from '../parts/patient-name.js';
import { ReviewerField } from '../parts/reviewer-field.js';
import { Status } from '../parts/status.js';
import { texts } from '../texts.js';
import { BlindFieldPage } from './blind-field-page.js';
import { isBlind } from './blind-reader.js';
import { CellList } from './cell-list.js';
import { CellPanel } from './cell-panel.js';
import { changedByKey, type Draft, DraftPanel, editOf } from './draft-panel.js';
import { FieldHeading } from './field-heading.js';
import { FieldMark } from './field-mark.js';
import { FieldView, Legend, type Target, type ViewCell } from './field-view.js';
import { FigureLine, Figures } from './figures.js';
import { focusCell } from './focus-cell.js';
import { fieldWithUnsure, inOrder, nextUnsure } from './in-order.js';
import { circle, extended, type Point } from './outline.js';
import { Removed } from './removed.js';
import { Signed } from './signed.js';
import { useFieldEdits } from './use-field-edits.js';
import { useKeyUp, useViewing, ViewingTools } from './viewing.js';

/** One field: its cells by class, a person's corrections, and the patient's figures as they stand. */
export function FieldPage({ id, cell }: { id: string /** Chosen at first. */; cell?: number | 'unsure' }) {
  const loaded = useLoaded(() => api.field(id), id);
  const { value: field } = loaded;
  if (isBlind(loaded.error)) return <BlindFieldPage id={id} />;
  if (!field) return <Status loaded={loaded} />;
  return <OpenField field={field} first={cell} onField={(next) => loaded.set(() => next)} />;
}

interface OpenFieldProps {
  field: ApiField;
  first: number | 'unsure' | undefined;
  onField: (field: ApiField) => void;
}

function OpenField({ field, first, onField }: OpenFieldProps) {
  const [selected, setSelected] = useState(() =>
    first === 'unsure' ? nextUnsure(field, undefined)?.id : first,
  );
  const [target, setTarget] = useState<Target | undefined>(() =>
    selected === undefined ? undefined : { cell: selected },
  );
  // Labels are words of the language.
  const language = useLanguage();
  const shown = useMemo(() => field.cells.map(viewOf), [field.cells, language]);
  const start = useRef(selected);
  // Keys go on from there.
  useEffect(() => focusCell(start.current), []);
  const [draft, setDraft] = useState<Draft>();
  const [viewing, setViewing] = useViewing();
  useKeyUp('h', () => viewing.hidesOutlines && setViewing({ hidesOutlines: false }));
  const [note, setNote] = useState<string>();
  const edits = useFieldEdits(field, onField);
  const reviewer = edits.reviewer.trim();
  const cell = field.cells.find(({ id }) => id === selected);
  const middle = useRef<Point>({ x: field.width / 2, y: field.height / 2 });

  const neighbour = (by: number): number | undefined => {
    const order = inOrder(field.cells);
    const index = order.findIndex(({ id }) => id === selected);
    return order[(index + by + order.length) % Math.max(1, order.length)]?.id;
  };
  /** @returns whether it was saved */
  const edit = async (change: ApiFieldEdit): Promise<boolean> => {
    setNote(undefined);
    // The cell that has the focus may go: keys go on from the next.
    const after = change.action === 'remove' && change.cell === selected ? neighbour(1) : undefined;
    const next = await edits.edit(change);
    if (!next) return false;
    setDraft(undefined);
    if (change.action === 'add') setSelected(Math.max(...next.cells.map(({ id }) => id)));
    if (after !== undefined) requestAnimationFrame(() => focusCell(after));
    return true;
  };
  const undoable = field.undoable.find(({ by }) => by === reviewer);
  const goToUnsure = () => {
    const next = nextUnsure(field, selected);
    if (next) return focusCell(next.id);
    const other = fieldWithUnsure(field);
    if (other === undefined) setNote(texts.field.noneUnsure);
    else if (other === field.id) focusCell(nextUnsure(field, undefined)?.id);
    else window.location.hash = `#/smear/${field.batch}/${other}/unsure`;
  };
  const confirm = async () => {
    if (!cell?.call) return;
    const after = neighbour(1);
    // Nobody goes on from a cell of which nothing was saved.
    if (await edit({ action: 'class', cell: cell.id, class: cell.call })) focusCell(after);
  };
  const circleAt = (center: Point): Draft => ({
    ...{ cell: draft?.cell, isDrawing: false },
    outline: circle(center, field.cell_diameter ?? field.width / 20),
  });
  const onDraftKey = (event: KeyboardEvent, open: Draft) => {
    const changed = changedByKey(open.outline, event.key, event.shiftKey ? 10 : 1);
    if (event.key !== 'Escape' && event.key !== 'Enter' && !changed) return;
    event.preventDefault();
    const change = editOf(open);
    if (event.key === 'Escape') setDraft(undefined);
    else if (changed && !open.isDrawing) setDraft({ ...open, outline: changed });
    else if (event.key === 'Enter' && change) void edit(change);
  };
  const onKey = (event: KeyboardEvent, center: Point) => {
    middle.current = center;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (draft) return onDraftKey(event, draft);
    const saidOf = (name: 'infected' | 'uninfected') => () =>
      cell && void edit({ action: 'class', cell: cell.id, class: name });
    const keys: Record<string, () => void> =
      event.ctrlKey || event.metaKey
        ? {
            z: () => void edit({ action: event.shiftKey ? 'redo' : 'undo' }),
            y: () => void edit({ action: 'redo' }),
          }
        : {
            n: () => focusCell(neighbour(1)),
            p: () => focusCell(neighbour(-1)),
            m: goToUnsure,
            h: () => setViewing({ hidesOutlines: true }),
            a: () => field.problem === null && setDraft(circleAt(center)),
            i: saidOf('infected'),
            u: saidOf('uninfected'),
            c: () => void confirm(),
            Delete: () => cell && void edit({ action: 'remove', cell: cell.id }),
          };
    const action = event.altKey ? undefined : keys[key];
    if (!action) return;
    event.preventDefault();
    // A key that is held down moves on, and says nothing again and again.
    if (event.repeat && key !== 'n' && key !== 'p') return;
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
          <FigureLine patient={field.patient.patient} parasitaemia={field.patient.parasitaemia} />
          <FieldView
            field={field}
            cells={shown}
            target={target}
            selected={selected}
            onSelect={(id) => {
              setSelected(id);
              bringPanelIntoView();
            }}
            draft={draft?.outline}
            isDrawing={draft?.isDrawing ?? false}
            onPoint={(point) =>
              setDraft((before) => before && { ...before, outline: extended(before.outline, point) })
            }
            onKey={onKey}
            viewing={viewing}
          />
          <fieldset className="row field-tools">
            <legend className="hidden">{texts.field.viewing.title}</legend>
            <ViewingTools viewing={viewing} onChange={setViewing} />
            <button
              type="button"
              disabled={!undoable || undoable.undo === 0}
              onClick={() => void edit({ action: 'undo' })}
            >
              {texts.field.undo}
            </button>
            <button
              type="button"
              disabled={!undoable || undoable.redo === 0}
              onClick={() => void edit({ action: 'redo' })}
            >
              {texts.field.redo}
            </button>
            <button type="button" onClick={goToUnsure}>
              {texts.field.nextUnsure} <kbd>M</kbd>
            </button>
          </fieldset>
          <Legend cells={field.cells} />
          {field.cells.some(({ unsure }) => unsure === true) && (
            <p className="quiet small">{texts.field.unsure}</p>
          )}
          <p id="field-keys" className="quiet small keys">
            {texts.field.keys}
          </p>
          <CellList
            cells={field.cells}
            selected={selected}
            onShow={(id) => {
              focusCell(id);
              setTarget({ cell: id });
            }}
          />
        </div>
        <div className="panel-side">
          <ReviewerField className="reviewer" />
          {draft ? (
            <DraftPanel
              draft={draft}
              onDraft={setDraft}
              onCircle={() => setDraft(circleAt(middle.current))}
              onSave={(change) => void edit(change)}
            />
          ) : (
            <CellPanel
              field={field}
              cell={cell}
              reviewer={reviewer}
              onStep={(by) => focusCell(neighbour(by))}
              onEdit={(change) => void edit(change)}
              onDraft={setDraft}
            />
          )}
          <Removed field={field} reviewer={reviewer} onEdit={(change) => void edit(change)} />
          <FieldMark field={field} onMark={(corrected) => void edits.mark(corrected)} />
          <section className="card" aria-label={patientName(field.patient.patient)}>
            <h2>{patientName(field.patient.patient)}</h2>
            <Figures parasitaemia={field.patient.parasitaemia} />
          </section>
        </div>
      </div>
      {/* It lies over the page: no button moves away from under a finger. */}
      {(edits.error ?? note) !== undefined && (
        <p role={edits.error === undefined ? 'status' : 'alert'} className="toast">
          {edits.error ?? note}
        </p>
      )}
    </>
  );
}

const viewOf = (cell: ApiCell): ViewCell => ({
  ...{ id: cell.id, outline: cell.outline, style: styleOf(cell) },
  label: nameOf(cell),
});

function nameOf(cell: ApiCell): string {
  const named = { id: cell.id, style: texts.field.styles[styleOf(cell)] };
  if (cell.probability === null) return texts.field.cell(named);
  return texts.field.cellProbability({ ...named, probability: decimals(cell.probability, 2) });
}

/** On a phone the panel lies under the field. */
function bringPanelIntoView(): void {
  if (window.matchMedia('(max-width: 900px)').matches)
    requestAnimationFrame(() =>
      document.querySelector('.cell-panel')?.scrollIntoView({ block: 'nearest', behavior: 'smooth' }),
    );
}
