export interface Series {
  readonly name: string;
  readonly points: readonly { x: number; y: number | null }[];
  /** Number of its colour. */
  readonly color: number;
  readonly isDashed: boolean;
}

const WIDTH = 560;
const HEIGHT = 260;
const LEFT = 58;
const BOTTOM = 36;
const TOP = 12;
const RIGHT = 12;
const TICKS = 5;
const STEPS = [1, 2, 5, 10];

/** Lines over epochs, redrawn as they grow. */
export function LineChart({
  title,
  xTitle,
  series,
}: {
  title: string;
  xTitle: string;
  series: readonly Series[];
}) {
  const points = series.flatMap((line) => line.points.filter(({ y }) => y !== null));
  const ys = points.map(({ y }) => y!);
  const [low, high] = ys.length === 0 ? [0, 1] : padded(Math.min(...ys), Math.max(...ys));
  const last = Math.max(2, ...points.map(({ x }) => x));
  const x = (value: number) => LEFT + ((value - 1) / (last - 1)) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => TOP + (1 - (value - low) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  const ticks = roundTicks(low, high);
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
        {ticks.map((tick) => (
          <g key={tick}>
            <line className="grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} />
            <text x={LEFT - 6} y={y(tick) + 4} textAnchor="end">
              {Number(tick.toPrecision(6))}
            </text>
          </g>
        ))}
        {[...new Set([1, Math.round((last + 1) / 2), last])].map((tick) => (
          <text key={tick} x={x(tick)} y={HEIGHT - 18} textAnchor="middle">
            {tick}
          </text>
        ))}
        <text x={(LEFT + WIDTH) / 2} y={HEIGHT - 3} textAnchor="middle">
          {xTitle}
        </text>
        {series.map((line) => (
          <g key={line.name} className={`line color${line.color % 4} ${line.isDashed ? 'dashed' : ''}`}>
            <path d={path(line.points, x, y)} />
            {line.points.length === 1 && line.points[0]!.y !== null && (
              <circle cx={x(line.points[0]!.x)} cy={y(line.points[0]!.y)} r="3" />
            )}
          </g>
        ))}
      </svg>
      <ul className="legend">
        {series.map((line) => (
          <li key={line.name} className={`color${line.color % 4} ${line.isDashed ? 'dashed' : ''}`}>
            <span className="sample" aria-hidden="true" />
            {line.name}
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** Round values between two numbers, about five of them. */
function roundTicks(low: number, high: number): number[] {
  const rough = (high - low) / TICKS;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = magnitude * STEPS.find((candidate) => candidate * magnitude >= rough)!;
  const ticks: number[] = [];
  for (let number = Math.ceil(low / step); number * step <= high; number++) ticks.push(number * step);
  return ticks;
}

function padded(low: number, high: number): [number, number] {
  const room = (high - low) * 0.06 || 0.05;
  return [low - room, high + room];
}

function path(points: Series['points'], x: (value: number) => number, y: (value: number) => number): string {
  const known = points.filter((point) => point.y !== null);
  return known
    .map((point, index) => `${index === 0 ? 'M' : 'L'}${x(point.x).toFixed(1)} ${y(point.y!).toFixed(1)}`)
    .join('');
}
