import type { ApiPicture, ApiResults } from '@giemsa/server';
import { memo } from 'react';
import { useBatchSource } from '../data/batch-source.js';
import { classAt, finalClass } from '../data/read-batch.js';
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

/** Only the rows in view are drawn, so thousands of pictures scroll as one does. */
export function Gallery({ results, pictures, threshold, showsHeat, onOpen }: GalleryProps) {
  const { ref, columns, first, last, height, top } = useWindow(pictures.length, TILE_WIDTH, TILE_HEIGHT);
  return (
    <section ref={ref} className="gallery" aria-label={texts.gallery.label} style={{ minHeight: height }}>
      {pictures.length === 0 && <p className="quiet">{texts.gallery.empty}</p>}
      <div
        className="tiles"
        style={{ transform: `translateY(${top}px)`, gridTemplateColumns: `repeat(${columns}, 1fr)` }}
      >
        {pictures.slice(first, last).map((picture, index) => (
          <Tile
            key={picture.id}
            picture={picture}
            isPositive={finalClass(results, picture, threshold) === results.positive_class}
            isMistake={picture.label !== null && classAt(results, picture, threshold) !== picture.label}
            showsHeat={showsHeat}
            index={first + index}
            onOpen={onOpen}
          />
        ))}
      </div>
    </section>
  );
}

interface TileProps {
  picture: ApiPicture;
  isPositive: boolean;
  isMistake: boolean;
  showsHeat: boolean;
  index: number;
  onOpen: (index: number) => void;
}

const Tile = memo(function Tile({ picture, isPositive, isMistake, showsHeat, index, onOpen }: TileProps) {
  const source = useBatchSource();
  const { id, name, probability, correction } = picture;
  const fileName = name.split('/').at(-1)!;
  return (
    <button
      type="button"
      className={`tile ${isPositive ? 'positive' : ''} ${isMistake ? 'mistake' : ''}`}
      title={name}
      onClick={() => onOpen(index)}
    >
      <span className="frame">
        <img src={source.image(id)} alt="" loading="lazy" decoding="async" />
        {/* A picture that is not seen is not asked for. */}
        <img className={`heat ${showsHeat ? 'shown' : ''}`} src={source.heat(id)} alt="" loading="lazy" />
        {correction && <span className={`mark ${correction.verdict}`}>{MARKS[correction.verdict]}</span>}
      </span>
      <span className="value">{probabilityText(probability!)}</span>
      <span className="name">{fileName}</span>
    </button>
  );
});

const MARKS = { agree: '✓', disagree: '✗', skip: '–' } as const;
