import { seenIn, styleOf } from '@giemsa/core/internal/answer/cell-style';
import { STAGES } from '@giemsa/core/internal/answer/stage';
import type { ApiCell, ApiField, ApiFieldEdit } from '@giemsa/server';
import { useState } from 'react';
import { api } from '../data/api.js';
import { listed, probabilityText, when } from '../parts/format.js';
import { texts } from '../texts.js';
import type { Draft } from './draft-panel.js';
import { takeBack } from './take-back.js';

/** As the server knows them. */
const CLASSES = ['infected', 'uninfected', 'clump', 'white cell', 'platelet', 'debris'] as const;

interface CellPanelProps {
  field: ApiField;
  cell: ApiCell | undefined;
  /** Who reads. */
  reviewer: string;
  onStep: (by: number) => void;
  onEdit: (edit: ApiFieldEdit) => void;
  onDraft: (draft: Draft) => void;
}

/** The chosen cell: as the model saw it, what it said, and what a person says. */
export function CellPanel({ field, cell, reviewer, onStep, onEdit, onDraft }: CellPanelProps) {
  const [showsHeat, setShowsHeat] = useState(true);
  const add = (
    <button
      type="button"
      disabled={field.problem !== null}
      onClick={() => onDraft({ cell: undefined, outline: [], isDrawing: true })}
    >
      {texts.field.add}
    </button>
  );
  return (
    <section className="card cell-panel" aria-label={texts.field.panel}>
      <div className="row">
        <button type="button" onClick={() => onStep(-1)}>
          {texts.field.previousCell} <kbd>P</kbd>
        </button>
        <button type="button" onClick={() => onStep(1)}>
          {texts.field.nextCell} <kbd>N</kbd>
        </button>
        {add}
      </div>
      {!cell && <p className="quiet">{texts.field.choose}</p>}
      {cell && (
        <>
          <h2>{texts.field.title({ id: cell.id, style: texts.field.styles[styleOf(cell)] })}</h2>
          <CellPictures field={field} cell={cell} showsHeat={showsHeat} />
          <p aria-live="polite">
            {saidOf(cell)}
            {cell.reviewer !== null && (
              <span className="quiet small">
                {' '}
                {texts.field.corrected({ reviewer: cell.reviewer, when: when(cell.reviewed_at!) })}
              </span>
            )}
          </p>
          {(cell.cut || cell.covered) && (
            <p className="quiet small">{cell.cut ? texts.field.cut : texts.field.covered}</p>
          )}
          <ClassButtons field={field} cell={cell} onEdit={onEdit} />
          {cell.call === 'infected' && <StageButtons field={field} cell={cell} onEdit={onEdit} />}
          <div className="row">
            {cell.call !== null && (
              <button
                type="button"
                onClick={() => onEdit({ action: 'class', cell: cell.id, class: cell.call! })}
              >
                {texts.field.confirm} <kbd>C</kbd>
              </button>
            )}
            {cell.counted && (
              <button type="button" aria-pressed={showsHeat} onClick={() => setShowsHeat(!showsHeat)}>
                {texts.review.heat}
              </button>
            )}
            <button
              type="button"
              onClick={() => onDraft({ cell: cell.id, outline: cell.outline, isDrawing: false })}
            >
              {texts.field.adjust}
            </button>
            <button type="button" onClick={() => onDraft({ cell: cell.id, outline: [], isDrawing: true })}>
              {texts.field.redraw}
            </button>
            <button type="button" onClick={() => onEdit({ action: 'remove', cell: cell.id })}>
              {texts.field.remove}
            </button>
            {cell.reviewers.length > 0 && (
              <button type="button" onClick={() => takeBack(cell.id, cell.reviewers, reviewer, onEdit)}>
                {cell.reviewers.includes(reviewer)
                  ? texts.field.takeBack
                  : texts.field.restore({ others: listed(cell.reviewers) })}
              </button>
            )}
          </div>
        </>
      )}
    </section>
  );
}

function saidOf({ probability, parts, ...cell }: ApiCell): string {
  if (probability !== null) return texts.field.probability({ value: probabilityText(probability) });
  if (parts.length === 0) return texts.field.notAsked;
  const highest = Math.max(...parts.map((part) => part.probability));
  return texts.field.lookedAt({
    seen: seenIn({ ...cell, parts }).length,
    probability: probabilityText(highest),
  });
}

function CellPictures({ field, cell, showsHeat }: { field: ApiField; cell: ApiCell; showsHeat: boolean }) {
  const version = `${cell.area} ${cell.box.join(' ')} ${cell.reviewed_at}`;
  const image = api.cellImage(field.id, cell.id, 'image', version);
  const heat = api.cellImage(field.id, cell.id, 'heat', version);
  // Until the heat map is there nothing is laid over the cell, and that says nothing of it.
  const [loaded, setLoaded] = useState<string>();
  const visibility = loaded === heat ? 'visible' : 'hidden';
  return (
    <>
      <div className="pair">
        <span className="frame">
          <img src={image} alt={texts.field.crop({ id: cell.id })} />
        </span>
        {cell.counted && (
          <span className="frame">
            <img src={image} alt="" />
            {showsHeat && (
              <img className="heat shown" src={heat} alt={texts.review.heat} onLoad={() => setLoaded(heat)} />
            )}
          </span>
        )}
      </div>
      {cell.counted && showsHeat && (
        <p className="quiet small" style={{ visibility }}>
          {texts.field.heatLegend}
        </p>
      )}
    </>
  );
}

/** The stage of an infected cell: what the model says, and what a person does. */
function StageButtons({ field, cell, onEdit }: Pick<CellPanelProps, 'field' | 'onEdit'> & { cell: ApiCell }) {
  const { stage } = cell;
  return (
    <fieldset className="classes" disabled={field.problem !== null}>
      <legend>{texts.field.stage}</legend>
      {STAGES.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={stage?.name === name && stage.sure}
          onClick={() => onEdit({ action: 'class', cell: cell.id, class: name })}
        >
          {texts.field.stages[name]}
        </button>
      ))}
      {stage?.probability !== null && (
        <p className="quiet small">
          {stage
            ? texts.field[stage.sure ? 'modelStage' : 'modelStageUnsure']({
                stage: texts.field.stages[stage.name].toLowerCase(),
                probability: probabilityText(stage.probability),
              })
            : texts.field.noStage}
        </p>
      )}
    </fieldset>
  );
}

function ClassButtons({ field, cell, onEdit }: Pick<CellPanelProps, 'field' | 'onEdit'> & { cell: ApiCell }) {
  const own = cell.call ?? cell.kind;
  const isRed = (name: string) => name === 'infected' || name === 'uninfected';
  return (
    <fieldset className="classes" disabled={field.problem !== null}>
      <legend>{texts.field.itIs}</legend>
      {CLASSES.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === own}
          disabled={(cell.cut || cell.covered) && isRed(name)}
          onClick={() => onEdit({ action: 'class', cell: cell.id, class: name })}
        >
          {texts.field.classes[name]}
          {isRed(name) && (
            <>
              {' '}
              <kbd>{name === 'infected' ? 'I' : 'U'}</kbd>
            </>
          )}
        </button>
      ))}
    </fieldset>
  );
}
