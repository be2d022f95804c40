import type { TopLevelSpec } from 'vega-lite';
import { COLORS, INK, PANEL } from './theme.js';

/** One row of `history.csv`. Validation figures are null where a run had no validation images. */
export interface HistoryRow {
  epoch: number;
  loss: number;
  accuracy: number;
  val_loss: number | null;
  val_accuracy: number | null;
  learning_rate: number;
  seconds: number;
  images_per_second: number;
}

interface Point {
  epoch: number;
  series: 'Training' | 'Validation';
  value: number;
}

/** Loss and accuracy per epoch, training and validation, side by side; the best validation value is marked. */
export function curvesSpec(history: HistoryRow[]): TopLevelSpec {
  const loss = pointsOf(history, 'loss', 'val_loss');
  const accuracy = pointsOf(history, 'accuracy', 'val_accuracy');
  return {
    spacing: 36,
    hconcat: [
      panel(
        'Loss',
        loss,
        best(loss, (a, b) => a < b),
        (value) => value.toFixed(4),
        '~g',
      ),
      panel(
        'Accuracy',
        accuracy,
        best(accuracy, (a, b) => a > b),
        (value) => `${(100 * value).toFixed(2)} %`,
        '~%',
      ),
    ],
    resolve: { scale: { color: 'shared', strokeDash: 'shared' } },
  };
}

function pointsOf(
  history: HistoryRow[],
  training: 'loss' | 'accuracy',
  validation: 'val_loss' | 'val_accuracy',
): Point[] {
  return history.flatMap((row): Point[] => {
    const held = row[validation];
    return [
      { epoch: row.epoch, series: 'Training', value: row[training] },
      ...(held === null ? [] : [{ epoch: row.epoch, series: 'Validation' as const, value: held }]),
    ];
  });
}

function best(points: Point[], better: (a: number, b: number) => boolean): Point[] {
  const candidates = points.filter(({ series }) => series === 'Validation');
  if (candidates.length < 2) return [];
  return [candidates.reduce((winner, point) => (better(point.value, winner.value) ? point : winner))];
}

function panel(
  title: string,
  points: Point[],
  marked: Point[],
  text: (value: number) => string,
  format: string,
) {
  const epochs = points.map(({ epoch }) => epoch);
  const [first, last] = [Math.min(...epochs), Math.max(...epochs)];
  const single = first === last ? 1 : 0;
  const label = marked[0] ? `best ${text(marked[0].value)} (epoch ${marked[0].epoch})` : '';
  // The label stands on the side of the point where there is room for it.
  const onTheLeft = (marked[0]?.epoch ?? 0) > (first + last) / 2;
  const x = {
    field: 'epoch',
    type: 'quantitative' as const,
    title: 'Epoch',
    scale: { domain: [first - single, last + single], nice: false, zero: false },
    axis: { format: 'd', tickMinStep: 1, tickCount: Math.min(last - first + 1, 10), grid: false },
  };
  const y = {
    field: 'value',
    type: 'quantitative' as const,
    title: null,
    scale: { zero: false },
    axis: { format, tickCount: 6 },
  };
  const series = {
    field: 'series',
    type: 'nominal' as const,
    title: null,
    scale: { domain: ['Training', 'Validation'], range: [COLORS.training, COLORS.validation] },
    legend: { orient: 'top' as const, symbolType: 'circle' as const },
  };
  return {
    title,
    ...PANEL,
    data: { values: points },
    layer: [
      { mark: { type: 'line' as const, strokeWidth: 2.5 }, encoding: { x, y, color: series } },
      {
        mark: { type: 'point' as const, filled: true, size: epochs.length > 80 ? 18 : 44, opacity: 1 },
        encoding: { x, y, color: series },
      },
      {
        data: { values: marked },
        mark: { type: 'point' as const, size: 170, stroke: INK, strokeWidth: 1.5, filled: false },
        encoding: { x, y },
      },
      {
        data: { values: marked },
        mark: {
          type: 'text' as const,
          text: label,
          align: onTheLeft ? ('right' as const) : ('left' as const),
          dx: onTheLeft ? 6 : -6,
          dy: title === 'Loss' ? 22 : -20,
          fontWeight: 'bold' as const,
        },
        encoding: { x, y },
      },
    ],
  };
}
