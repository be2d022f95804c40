import type { TopLevelSpec } from 'vega-lite';
import { counted } from '../counted.js';
import { isBinary, type Metrics } from '../metrics/metrics-schema.js';
import type { ChartSpec } from './chart-spec.js';

interface Field {
  actual: string;
  predicted: string;
  name: string;
  count: number;
  countText: string;
  shareText: string;
  share: number;
}

/** Heat map of the confusion matrix: in each field its name (of two classes), the count and the percentage of all cells. */
export function confusionMatrixSpec(metrics: Metrics): ChartSpec {
  const { classes } = metrics;
  const fields = matrixFields(metrics);
  const side = classes.length === 2 ? 190 : Math.max(84, Math.min(150, 560 / classes.length));
  const x = {
    field: 'predicted',
    type: 'nominal' as const,
    title: 'Predicted',
    sort: classes,
    axis: { orient: 'top' as const, labelAngle: 0, labelLimit: side, ...quietAxis },
  };
  const y = {
    field: 'actual',
    type: 'nominal' as const,
    title: 'Actual',
    sort: classes,
    axis: { ...quietAxis, labelLimit: 160 },
  };
  // Text must be read on its field: white on the dark half of the scale.
  const ink = {
    condition: { test: `datum.share > ${0.55 * darkest(fields)}`, value: 'white' },
    value: '#1a1a1a',
  };
  const text = (field: keyof Field, dy: number, fontSize: number, fontWeight: 'bold' | 'normal') => ({
    mark: { type: 'text' as const, dy, fontSize, fontWeight },
    encoding: { text: { field, type: 'nominal' as const }, color: ink },
  });
  const binary = isBinary(metrics);
  const small = side < 110;
  return {
    title: { text: 'Confusion matrix', subtitle: `${counted(metrics.n, 'cell')}` },
    width: side * classes.length,
    height: side * 0.75 * classes.length,
    data: { values: fields },
    encoding: { x, y },
    layer: [
      {
        mark: { type: 'rect', cornerRadius: 4 },
        encoding: {
          color: {
            field: 'share',
            type: 'quantitative',
            legend: null,
            scale: { domain: [0, darkest(fields)], range: ['#e8f0f7', '#08457e'] },
          },
        },
      },
      ...(binary ? [text('name', -34, 14, 'normal')] : []),
      text('countText', binary ? 0 : -9, binary ? 28 : small ? 14 : 18, 'bold'),
      text('shareText', binary ? 30 : 12, binary ? 14 : small ? 11 : 12, 'normal'),
    ],
    config: { scale: { bandPaddingInner: 0.03, bandPaddingOuter: 0 } },
  } satisfies TopLevelSpec;
}

const quietAxis = { domain: false, ticks: false, labelFontSize: 13, titleFontSize: 14, labelPadding: 8 };

const darkest = (fields: Field[]) => Math.max(...fields.map(({ share }) => share));

function matrixFields(metrics: Metrics): Field[] {
  const positive = isBinary(metrics) ? metrics.classes.indexOf(metrics.positive_class) : -1;
  return metrics.confusion_matrix.flatMap((row, actual) =>
    row.map((count, predicted) => ({
      actual: metrics.classes[actual]!,
      predicted: metrics.classes[predicted]!,
      name: `${actual === predicted ? 'True' : 'False'} ${predicted === positive ? 'Positive' : 'Negative'}`,
      count,
      countText: count.toLocaleString('en'),
      shareText: `${((100 * count) / metrics.n).toFixed(2)}%`,
      share: count / metrics.n,
    })),
  );
}
