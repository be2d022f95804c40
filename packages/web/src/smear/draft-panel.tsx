import type { ApiFieldEdit } from '@giemsa/server';
import { texts } from '../texts.js';
import { grown, moved, type Outline } from './outline.js';

/** An outline on its way: of a cell, or of a new one. */
export interface Draft {
  readonly cell: number | undefined;
  readonly outline: Outline;
  /** Points are taken from the view: by dragging along the cell's edge, or one by one. */
  readonly isDrawing: boolean;
}

interface DraftPanelProps {
  draft: Draft;
  onDraft: (draft: Draft | undefined) => void;
  /** Puts a round outline into the middle of the view, to be moved and sized. */
  onCircle: () => void;
  onSave: (edit: ApiFieldEdit) => void;
}

/** What a key does to an outline that is moved and sized; undefined for a key that does nothing to it. */
export function changedByKey(outline: Outline, key: string, pixels: number): Outline | undefined {
  const changes: Record<string, () => Outline> = {
    ArrowLeft: () => moved(outline, -pixels, 0),
    ArrowRight: () => moved(outline, pixels, 0),
    ArrowUp: () => moved(outline, 0, -pixels),
    ArrowDown: () => moved(outline, 0, pixels),
    '+': () => grown(outline, pixels),
    '=': () => grown(outline, pixels),
    '-': () => grown(outline, -pixels),
  };
  return changes[key]?.();
}

/** As it is sent to the server; undefined while it is no outline yet. */
export const editOf = ({ cell, outline }: Draft): ApiFieldEdit | undefined => {
  if (outline.length < 6) return undefined;
  return cell === undefined
    ? { action: 'add', outline: [...outline] }
    : { action: 'outline', cell, outline: [...outline] };
};

/** Draws an outline again, or moves and sizes it by buttons; nothing is kept until it is saved. */
export function DraftPanel({ draft, onDraft, onCircle, onSave }: DraftPanelProps) {
  const { cell, outline, isDrawing } = draft;
  const edit = editOf(draft);
  const isWhole = edit !== undefined;
  const change = (next: Outline) => onDraft({ ...draft, outline: next });
  const steps: [string, string, () => Outline][] = [
    ['←', texts.field.left, () => moved(outline, -1, 0)],
    ['→', texts.field.right, () => moved(outline, 1, 0)],
    ['↑', texts.field.up, () => moved(outline, 0, -1)],
    ['↓', texts.field.down, () => moved(outline, 0, 1)],
    [texts.field.larger, texts.field.larger, () => grown(outline, 1)],
    [texts.field.smaller, texts.field.smaller, () => grown(outline, -1)],
  ];
  return (
    <section className="card cell-panel" aria-label={texts.field.draft}>
      <h2>{cell === undefined ? texts.field.add : texts.field.draftOf({ id: cell })}</h2>
      <p className="quiet small">{isDrawing ? texts.field.howToDraw : texts.field.howToAdjust}</p>
      <div className="row">
        {steps.map(([text, label, make]) => (
          <button
            key={label}
            type="button"
            aria-label={label}
            disabled={!isWhole}
            onClick={() => change(make())}
          >
            {text}
          </button>
        ))}
        <button type="button" onClick={() => onDraft({ ...draft, outline: [], isDrawing: true })}>
          {texts.field.startAgain}
        </button>
        <button type="button" onClick={onCircle}>
          {texts.field.circle}
        </button>
      </div>
      <div className="row">
        <button type="button" className="primary" disabled={!isWhole} onClick={() => edit && onSave(edit)}>
          {texts.field.save}
        </button>
        <button type="button" onClick={() => onDraft(undefined)}>
          {texts.field.cancel}
        </button>
      </div>
    </section>
  );
}
