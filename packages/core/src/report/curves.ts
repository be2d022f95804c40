import type { TopLevelSpec } from 'vega-lite';
import { COLORS, INK, PANEL } from '../drawing/theme.js';
import type { ChartSpec } from './chart-spec.js';

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

/** Loss and accuracy per epoch, training and validation, side by side; the best validation value is ringed and named. */
export function curvesSpec(history: HistoryRow[]): ChartSpec {
  const loss = pointsOf(history, 'loss', 'val_loss');
  const accuracy = pointsOf(history, 'accuracy', 'val_accuracy');
  const lowest = bestValidation(loss, (a, b) => a < b);
  const highest = bestValidation(accuracy, (a, b) => a > b);
  return {
    bounds: 'flush',
    spacing: 76,
    hconcat: [
      panel({ title: 'Loss', points: loss, best: lowest, bestText: lowest?.value.toFixed(4), format: '~g' }),
      panel({
        title: 'Accuracy',
        points: accuracy,
        best: highest,
        bestText: highest && `${(100 * highest.value).toFixed(2)}%`,
        format: '~%',
      }),
    ],
    resolve: { scale: { color: 'shared' } },
  } satisfies TopLevelSpec;
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

function bestValidation(points: Point[], better: (a: number, b: number) => boolean): Point | undefined {
  const candidates = points.filter(({ series }) => series === 'Validation');
  if (candidates.length === 0) return undefined;
  return candidates.reduce((winner, point) => (better(point.value, winner.value) ? point : winner));
}

/** Axes end on a tick, so that the titles of both panels stand at one height. */
const TICKS = 6;
/** Area of the ring around the best value, in square pixels. */
const RING_SIZE = 170;

function panel({
  title,
  points,
  best,
  bestText,
  format,
}: {
  title: string;
  points: Point[];
  best: Point | undefined;
  bestText: string | undefined;
  format: string;
}) {
  const epochs = [...new Set(points.map(({ epoch }) => epoch))];
  const [first, last] = [Math.min(...epochs), Math.max(...epochs)];
  const margin = first === last ? 1 : 0;
  const x = {
    field: 'epoch',
    type: 'quantitative' as const,
    title: 'Epoch',
    scale: { domain: [first - margin, last + margin], nice: false, zero: false },
    axis: { format: 'd', values: epochTicks(first, last), grid: false },
  };
  const y = {
    field: 'value',
    type: 'quantitative' as const,
    title: null,
    // One epoch alone has no range worth magnifying.
    scale: { zero: epochs.length === 1, nice: TICKS },
    axis: { format, tickCount: TICKS },
  };
  const color = {
    field: 'series',
    type: 'nominal' as const,
    title: null,
    scale: { domain: ['Training', 'Validation'], range: [COLORS.training, COLORS.validation] },
    legend: { orient: 'top' as const, symbolType: 'circle' as const, offset: 14 },
  };
  return {
    title: {
      text: title,
      subtitle: best ? `best validation ${bestText}, epoch ${best.epoch}` : 'training only',
    },
    ...PANEL,
    data: { values: points },
    layer: [
      { mark: { type: 'line' as const, strokeWidth: 2.5 }, encoding: { x, y, color } },
      {
        mark: { type: 'point' as const, filled: true, size: epochs.length > 60 ? 14 : 44, opacity: 1 },
        encoding: { x, y, color },
      },
      // Takes the room of a ring above both panels: a ring at 100 % would lift the title of one of them.
      {
        data: { values: [{}] },
        mark: { type: 'point' as const, size: RING_SIZE, stroke: 'transparent', strokeWidth: 1.5 },
        encoding: { x: { value: 0 }, y: { value: 0 } },
      },
      {
        data: { values: best ? [best] : [] },
        mark: { type: 'point' as const, size: RING_SIZE, stroke: INK, strokeWidth: 1.5, filled: false },
        encoding: { x, y },
      },
    ],
  };
}

/** At most about ten whole epochs, the first and the last among them. */
function epochTicks(first: number, last: number): number[] {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((size) => (last - first) / size <= 10) ?? 1000;
  const multiples = [];
  for (let epoch = Math.ceil(first / step) * step; epoch < last - step / 2; epoch += step)
    multiples.push(epoch);
  return [...new Set([first, ...multiples.filter((epoch) => epoch >= first + step / 2), last])];
}
