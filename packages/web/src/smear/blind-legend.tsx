import { texts } from '../texts.js';
import type { ViewCell } from './field-view.js';

/** How many cells are drawn how, in a field that is read blind. */
export function BlindLegend({ cells, isRead }: { cells: readonly ViewCell[]; isRead: boolean }) {
  const words = texts.reading.fields.legend;
  const styles = {
    asked: isRead ? words.uninfected : words.asked,
    infected: words.infected,
    'no-cell': words.notCell,
    cut: words.others,
  };
  return (
    <ul className="cell-legend" aria-label={texts.field.legend}>
      {Object.entries(styles).map(([style, word]) => (
        <li key={style}>
          <svg width="18" height="18" aria-hidden="true">
            <circle cx="9" cy="9" r="6.5" className={`cell ${style}`} />
          </svg>
          {word}: <b>{cells.filter((cell) => cell.style === style).length}</b>
        </li>
      ))}
    </ul>
  );
}
