import type { ApiPicture, ApiResults } from '@giemsa/server';
import { type KeyboardEvent, memo, useState } from 'react';
import { useBatchSource } from '../data/batch-source.js';
import { finalClassAt, isMistakeAt } from '../data/read-batch.js';
import { probabilityText } from '../parts/format.js';
import { texts } from '../texts.js';
import { useWindow } from './use-window.js';

const TILE_WIDTH = 132;
const TILE_HEIGHT = 178;

interface GalleryProps {
  results: ApiResults;
  pictures: readonly ApiPicture[];
  threshold: number;
  showsHeat: boolean;
  onOpen: (index: number) => void;
}

/**
 * Only the rows in view are drawn, so thousands of pictures scroll as one does. A row stays where it is while others come and
 * go: what was painted once is not painted again. The gallery is one stop of the Tab key; arrows lead from tile to tile.
 */
export function Gallery({ results, pictures, threshold, showsHeat, onOpen }: GalleryProps) {
  const { ref, columns, firstRow, lastRow, height } = useWindow(pictures.length, TILE_WIDTH, TILE_HEIGHT);
  const [last, setLast] = useState(0);
  const isDrawn = last >= firstRow * columns && last < Math.min(pictures.length, lastRow * columns);
  const stop = isDrawn ? last : firstRow * columns;
  const steps: Readonly<Record<string, number>> = {
    ...{ ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns },
  };
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    const from = (event.target as HTMLElement).dataset.index;
    const step = steps[event.key];
    if (from === undefined || step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    // Rows above and below those in view are drawn, too.
    ref.current?.querySelector<HTMLElement>(`[data-index="${Number(from) + step}"]`)?.focus();
  };
  const rows = Array.from({ length: lastRow - firstRow }, (_, index) => firstRow + index);
  return (
    <section
      ref={ref}
      className="gallery"
      aria-label={texts.gallery.label}
      style={{ minHeight: height }}
      onKeyDown={onKey}
    >
      {pictures.length === 0 && <p className="quiet">{texts.gallery.empty}</p>}
      {rows.map((row) => (
        <div
          key={row}
          className="tiles"
          style={{ top: row * TILE_HEIGHT, gridTemplateColumns: `repeat(${columns}, 1fr)` }}
        >
          {pictures.slice(row * columns, (row + 1) * columns).map((picture, column) => (
            <Tile
              key={picture.id}
              picture={picture}
              isOpen={finalClassAt(results, picture, threshold) === null}
              isPositive={finalClassAt(results, picture, threshold) === results.positive_class}
              isMistake={isMistakeAt(results, picture, threshold)}
              showsHeat={showsHeat}
              index={row * columns + column}
              isStop={row * columns + column === stop}
              onOpen={onOpen}
              onFocused={setLast}
            />
          ))}
        </div>
      ))}
    </section>
  );
}

interface TileProps {
  picture: ApiPicture;
  /** It has no final class: it is still read, or was refused. */
  isOpen: boolean;
  isPositive: boolean;
  isMistake: boolean;
  showsHeat: boolean;
  index: number;
  /** Where the Tab key comes to. */
  isStop: boolean;
  onOpen: (index: number) => void;
  onFocused: (index: number) => void;
}

const Tile = memo(function Tile({
  picture,
  isOpen,
  isPositive,
  isMistake,
  showsHeat,
  index,
  isStop,
  onOpen,
  onFocused,
}: TileProps) {
  const source = useBatchSource();
  const { id, name, probability, correction, reading } = picture;
  // Heat maps that nobody looks at are neither loaded nor in the page.
  const [isAsked, setAsked] = useState(false);
  const ask = () => setAsked(true);
  const fileName = name.split('/').at(-1)!;
  return (
    <button
      type="button"
      className={`tile ${isOpen ? 'open' : ''} ${isPositive ? 'positive' : ''} ${isMistake ? 'mistake' : ''}`}
      title={name}
      onClick={() => onOpen(index)}
      data-index={index}
      tabIndex={isStop ? 0 : -1}
      onPointerEnter={ask}
      onFocus={() => {
        ask();
        onFocused(index);
      }}
    >
      <span className="frame">
        <img src={source.image(id)} alt="" decoding="async" />
        {probability !== null && (showsHeat || isAsked) && (
          <img className={`heat ${showsHeat ? 'shown' : ''}`} src={source.heat(id)} alt="" decoding="async" />
        )}
        {!correction && reading && !reading.hidden && (
          <span className="mark skip">{READ[reading.state]}</span>
        )}
        {correction && <span className={`mark ${correction.verdict}`}>{MARKS[correction.verdict]}</span>}
      </span>
      <span className="value">{probability === null ? '–' : probabilityText(probability)}</span>
      <span className="name">{fileName}</span>
    </button>
  );
});

/** Answered blind, and not decided. */
const READ = { waits: '•', disagreed: '≠', agreed: '', decided: '' } as const;
const MARKS = { agree: '✓', disagree: '✗', skip: '–' } as const;
