import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { significant } from '../parts/format.js';
import { type Point, valueAt } from './smooth.js';

export interface Series {
  readonly name: string;
  readonly points: readonly Point[];
  /** As measured, where `points` are smoothed: drawn behind them. */
  readonly raw?: readonly Point[] | undefined;
  /** Number of its colour. */
  readonly color: number;
  /** Of many points: a thin line without dots. */
  readonly isThin: boolean;
}

interface LineChartProps {
  title: string;
  xTitle: string;
  series: readonly Series[];
  /** The place in words, such as its epoch. */
  placeText: (x: number) => string;
}

const HEIGHT = 260;
const LEFT = 58;
const BOTTOM = 36;
const TOP = 12;
const RIGHT = 12;
const TICKS = 5;
const STEPS = [1, 2, 5, 10];
/** So many places are passed with Page up and Page down. */
const PAGES = 10;
const DIGITS = 4;

/** Lines over epochs, redrawn as they grow. Values at a place are read with the pointer or by keys. */
export function LineChart({ title, xTitle, series, placeText }: LineChartProps) {
  const [box, width] = useWidth();
  const [at, setAt] = useState<number>();
  const known = series.flatMap(({ points, raw = [] }) => [...points, ...raw].filter(({ y }) => y !== null));
  const ys = known.map(({ y }) => y!);
  const [low, high] = ys.length === 0 ? [0, 1] : padded(Math.min(...ys), Math.max(...ys));
  const last = Math.max(1, ...known.map(({ x }) => x));
  const x = (value: number) => LEFT + (value / last) * (width - LEFT - RIGHT);
  const y = (value: number) => TOP + (1 - (value - low) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  const places = [...new Set(known.map((point) => point.x))].sort((a, b) => a - b);
  const index = at === undefined ? places.length - 1 : nearest(places, at);
  const place = places[index];
  const readings = place === undefined ? [] : readingsAt(series, place);
  const move = (event: PointerEvent<HTMLElement>) => {
    const left = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setAt(((left - LEFT) / (width - LEFT - RIGHT)) * last);
  };
  const press = (event: KeyboardEvent) => {
    const next = moved(event.key, index, places.length);
    if (next === undefined) return;
    event.preventDefault();
    setAt(places[next]);
  };
  const text = readings.map(({ name, value }) => `${name} ${value}`).join('; ');
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      {/* biome-ignore lint/a11y/useSemanticElements: an input cannot hold a drawing */}
      <div
        ref={box}
        className="plot"
        role="slider"
        tabIndex={0}
        aria-label={title}
        aria-valuemin={1}
        aria-valuemax={Math.max(1, places.length)}
        aria-valuenow={Math.max(1, index + 1)}
        aria-valuetext={place === undefined ? '–' : `${placeText(place)}: ${text}`}
        onPointerMove={move}
        onPointerDown={move}
        onKeyDown={press}
      >
        <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} aria-hidden="true">
          {roundTicks(low, high).map((tick) => (
            <g key={tick}>
              <line className="grid" x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} />
              <text x={LEFT - 6} y={y(tick) + 4} textAnchor="end">
                {significant(tick === 0 ? 0 : tick, 6)}
              </text>
            </g>
          ))}
          {epochTicks(last).map((tick) => (
            <text key={tick} x={x(tick)} y={HEIGHT - 18} textAnchor="middle">
              {tick}
            </text>
          ))}
          <text x={(LEFT + width) / 2} y={HEIGHT - 3} textAnchor="middle">
            {xTitle}
          </text>
          {series.map((line) => (
            <g key={line.name} className={`line color${line.color % 4} ${line.isThin ? 'thin' : ''}`}>
              {line.raw && <path className="raw" d={path(line.raw, x, y)} />}
              <path d={path(line.points, x, y)} />
              {line.points.length < 60 && !line.isThin && <Dots points={line.points} x={x} y={y} />}
            </g>
          ))}
          {place !== undefined && (
            <line className="cursor" x1={x(place)} x2={x(place)} y1={TOP} y2={HEIGHT - BOTTOM} />
          )}
          {readings.map(({ name, color, point }) => (
            <circle key={name} className={`read color${color % 4}`} cx={x(point.x)} cy={y(point.y!)} r="4" />
          ))}
        </svg>
      </div>
      {place !== undefined && <Legend place={placeText(place)} series={series} readings={readings} />}
    </figure>
  );
}

interface Reading {
  readonly name: string;
  readonly color: number;
  readonly point: Point;
  readonly value: string;
}

function readingsAt(series: readonly Series[], place: number): Reading[] {
  return series.flatMap(({ name, color, points }) => {
    const point = valueAt(points, place);
    return point ? [{ name, color, point, value: significant(point.y!, DIGITS) }] : [];
  });
}

/** The names of the lines with their values at a place. */
function Legend(props: {
  place: string;
  series: readonly Series[];
  readings: readonly Reading[];
}): ReactNode {
  return (
    <ul className="legend">
      <li className="place">{props.place}</li>
      {props.series.map(({ name, color, isThin }) => (
        <li key={name} className={`color${color % 4} ${isThin ? 'thin' : ''}`}>
          <span className="sample" aria-hidden="true" />
          {name} <strong>{props.readings.find((reading) => reading.name === name)?.value ?? '–'}</strong>
        </li>
      ))}
    </ul>
  );
}

type Scale = (value: number) => number;

const Dots = ({ points, x, y }: { points: readonly Point[]; x: Scale; y: Scale }) =>
  points.map((point) => point.y !== null && <circle key={point.x} cx={x(point.x)} cy={y(point.y)} r="3" />);

/** As wide as there is room. */
function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(560);
  useEffect(() => {
    const watcher = new ResizeObserver(([entry]) => setWidth(Math.max(200, entry!.contentRect.width)));
    watcher.observe(box.current!);
    return () => watcher.disconnect();
  }, []);
  return [box, width] as const;
}

function nearest(places: readonly number[], wanted: number): number {
  let best = 0;
  for (const [index, place] of places.entries())
    if (Math.abs(place - wanted) < Math.abs(places[best]! - wanted)) best = index;
  return best;
}

function moved(key: string, index: number, count: number): number | undefined {
  const by: Record<string, number> = {
    ...{ ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, Home: -count, End: count },
    ...{ PageUp: Math.ceil(count / PAGES), PageDown: -Math.ceil(count / PAGES) },
  };
  const change = by[key];
  return change === undefined ? undefined : Math.max(0, Math.min(count - 1, index + change));
}

/** Whole epochs, five of them at most. */
function epochTicks(last: number): number[] {
  const each = Math.max(1, Math.ceil(last / TICKS));
  return Array.from({ length: Math.floor(last / each) + 1 }, (_, index) => index * each);
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

function path(points: readonly Point[], x: Scale, y: Scale): string {
  const known = points.filter((point) => point.y !== null);
  return known
    .map((point, index) => `${index === 0 ? 'M' : 'L'}${x(point.x).toFixed(1)} ${y(point.y!).toFixed(1)}`)
    .join('');
}
