import { CELL_STYLE_NAMES, styleOf } from '@giemsa/core/internal/answer/cell-style';
import type { ApiCell, ApiField } from '@giemsa/server';
import { type KeyboardEvent, memo, type PointerEvent, useCallback, useEffect, useRef } from 'react';
import { api } from '../data/api.js';
import { texts } from '../texts.js';
import { centerOf, type Outline, type Point, pathOf, sizeOf } from './outline.js';
import { useZoom } from './use-zoom.js';
import { filterOf, type Viewing, ViewingFilter } from './viewing.js';

/** What is drawn of a cell. */
export interface ViewCell {
  readonly id: number;
  readonly outline: Outline;
  /** Class of its outline. */
  readonly style: string;
  /** For who does not see it. */
  readonly label: string;
}

/** A cell that was asked for, each time as a new object: the view zooms to it. */
export interface Target {
  readonly cell: number;
}

interface FieldViewProps {
  field: Pick<ApiField, 'id' | 'name' | 'width' | 'height' | 'microns_per_pixel' | 'cell_diameter'>;
  cells: readonly ViewCell[];
  target: Target | undefined;
  selected: number | undefined;
  onSelect: (cell: number) => void;
  /** A cell was clicked or tapped. */
  onPress?: (cell: number) => void;
  /** An outline that is being drawn or changed. */
  draft: Outline | undefined;
  /** Whether points are taken for the draft. */
  isDrawing: boolean;
  onPoint: (point: Point) => void;
  /** Keys that the view has no use for itself, and what lies in its middle. */
  onKey: (event: KeyboardEvent, center: Point) => void;
  viewing: Viewing;
}

const PAN = 60;
const ZOOM = 1.4;

/** A field to zoom and pan, its cells outlined by class. */
export function FieldView({
  field,
  cells,
  target,
  selected,
  onSelect,
  onPress,
  draft,
  isDrawing,
  onPoint,
  onKey,
  viewing,
}: FieldViewProps) {
  const svg = useRef<SVGSVGElement>(null);
  const zoom = useZoom(svg, field, !isDrawing);
  const { placement, pointers } = zoom;
  const keys: Record<string, () => void> = {
    '+': () => zoom.zoomBy(ZOOM),
    '=': () => zoom.zoomBy(ZOOM),
    '-': () => zoom.zoomBy(1 / ZOOM),
    '0': zoom.fit,
    ArrowLeft: () => zoom.panBy(PAN, 0),
    ArrowRight: () => zoom.panBy(-PAN, 0),
    ArrowUp: () => zoom.panBy(0, PAN),
    ArrowDown: () => zoom.panBy(0, -PAN),
  };
  const keyDown = (event: KeyboardEvent) => {
    // While an outline is changed, its keys are the outline's.
    const action = draft || event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!action) return onKey(event, zoom.center());
    event.preventDefault();
    action();
  };
  const chosen = cells.find(({ id }) => id === selected);
  const focus = useRef<(cell: ViewCell) => void>(undefined);
  focus.current = (cell) => {
    zoom.show(centerOf(cell.outline));
    onSelect(cell.id);
  };
  const focused = useCallback((cell: ViewCell) => focus.current!(cell), []);
  const goal = useRef<(cell: number) => void>(undefined);
  goal.current = (id) => {
    const cell = cells.find((one) => one.id === id);
    if (cell) zoom.showClose(centerOf(cell.outline), sizeOf(cell.outline));
  };
  // Not before the view has a size.
  useEffect(() => {
    if (target && zoom.isMeasured) goal.current!(target.cell);
  }, [target, zoom.isMeasured]);
  const draw = (event: PointerEvent<Element>) => {
    if (isDrawing && event.buttons === 1) onPoint(zoom.toField(event));
  };
  return (
    <div className="field">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is no drawing */}
      <svg
        ref={svg}
        className={isDrawing ? 'drawing' : ''}
        role="group"
        aria-label={texts.field.view({ name: field.name })}
        aria-describedby="field-keys"
        {...pointers}
        onPointerDown={(event) => {
          pointers.onPointerDown(event);
          draw(event);
        }}
        onPointerMove={(event) => {
          pointers.onPointerMove(event);
          draw(event);
        }}
        onClick={(event) => {
          const cell = (event.target as SVGElement).dataset.cell;
          if (cell === undefined || isDrawing || zoom.wasDragged()) return;
          onSelect(Number(cell));
          onPress?.(Number(cell));
        }}
        onKeyDown={keyDown}
      >
        <ViewingFilter viewing={viewing} />
        <g transform={`translate(${placement.x} ${placement.y}) scale(${placement.scale})`}>
          <image
            href={api.fieldImage(field.id)}
            width={field.width}
            height={field.height}
            filter={filterOf(viewing)}
          />
          <g className={viewing.hidesOutlines ? 'outlines away' : 'outlines'}>
            {chosen && !draft && <path className="selection" d={pathOf(chosen.outline)} />}
            <Cells cells={cells} selected={selected} onFocus={focused} />
          </g>
          {draft && draft.length > 2 && <path className="draft" d={pathOf(draft)} />}
        </g>
      </svg>
      <div className="zoom-buttons">
        <button type="button" aria-label={texts.field.zoomIn} onClick={() => zoom.zoomBy(ZOOM)}>
          +
        </button>
        <button type="button" aria-label={texts.field.zoomOut} onClick={() => zoom.zoomBy(1 / ZOOM)}>
          −
        </button>
        <button type="button" onClick={zoom.fit}>
          {texts.field.fit}
        </button>
      </div>
      <ScaleBar field={field} scale={placement.scale} />
    </div>
  );
}

interface CellsProps {
  cells: readonly ViewCell[];
  selected: number | undefined;
  onFocus: (cell: ViewCell) => void;
}

/**
 * One cell is reachable with Tab; keys lead from it to the others. It is not redrawn while the view moves.
 */
const Cells = memo(function Cells({ cells, selected, onFocus }: CellsProps) {
  const entry = cells.some(({ id }) => id === selected) ? selected : cells[0]?.id;
  return cells.map((cell) => (
    // biome-ignore lint/a11y/useSemanticElements: a button cannot stand in a drawing
    <path
      key={cell.id}
      role="button"
      tabIndex={cell.id === entry ? 0 : -1}
      id={`cell-${cell.id}`}
      data-cell={cell.id}
      className={`cell ${cell.style}`}
      d={pathOf(cell.outline)}
      aria-label={cell.label}
      aria-pressed={cell.id === selected}
      onFocus={() => onFocus(cell)}
    />
  ));
});

/** 10 µm where the size of a pixel is known, else the width of the field's usual red cell. */
function ScaleBar({ field, scale }: { field: FieldViewProps['field']; scale: number }) {
  const { microns_per_pixel: microns, cell_diameter: diameter } = field;
  const pixels = microns === null ? diameter : 10 / microns;
  if (pixels === null) return null;
  return (
    <div className="scale-bar">
      <span className="bar" style={{ width: pixels * scale }} />
      {microns === null ? texts.field.usualCell : texts.field.tenMicrons}
    </div>
  );
}

export function Legend({ cells }: { cells: readonly ApiCell[] }) {
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(styleOf(cell), (counts.get(styleOf(cell)) ?? 0) + 1);
  return (
    <ul className="cell-legend" aria-label={texts.field.legend}>
      {CELL_STYLE_NAMES.filter((style) => counts.has(style)).map((style) => (
        <li key={style}>
          <svg width="18" height="18" aria-hidden="true">
            <circle cx="9" cy="9" r="6.5" className={`cell ${style}`} />
          </svg>
          {texts.field.styles[style]}: <b>{counts.get(style)}</b>
        </li>
      ))}
    </ul>
  );
}
