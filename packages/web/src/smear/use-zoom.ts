import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Point } from './outline.js';

/** Where the field lies in the view: a point p of the field is seen at `p · scale + (x, y)`. */
export interface Placement {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Screen pixels for each pixel of the field, at most. */
const LARGEST_SCALE = 16;
/** Of the shorter side of the view, that a cell takes when it is shown near. */
const CLOSE_SHARE = 0.25;
/** Fingers tremble: less than this is no dragging. */
const DRAG_PIXELS = 4;

export interface Zoom {
  readonly placement: Placement;
  /** By a factor, about a point of the view; its middle when left out. */
  zoomBy(factor: number, about?: Point): void;
  panBy(dx: number, dy: number): void;
  fit(): void;
  /** Brings a point of the field into the view where it is not. */
  show(point: Point): void;
  /** Brings it into the middle, so near that something of this size, in pixels of the field, is seen well. */
  showClose(point: Point, size: number): void;
  /** Whether the view has a size yet. */
  readonly isMeasured: boolean;
  /** What lies in the middle of the view. */
  center(): Point;
  toField(event: { clientX: number; clientY: number }): Point;
  /** Whether the pointer that just came up had been dragged: then it clicked nothing. */
  wasDragged(): boolean;
  readonly pointers: {
    onPointerDown(event: PointerEvent<Element>): void;
    onPointerMove(event: PointerEvent<Element>): void;
    onPointerUp(event: PointerEvent<Element>): void;
    onPointerCancel(event: PointerEvent<Element>): void;
  };
}

/** Zoom and pan by wheel, drag, two fingers and calls. @param canPan false leaves one-finger drags to somebody else */
export function useZoom(ref: RefObject<Element | null>, field: Size, canPan: boolean): Zoom {
  const [view, setView] = useState<Size>({ width: 0, height: 0 });
  // What a person chose is kept as a part of the field: in a window of another size it is shown again.
  const [chosen, setChosen] = useState<Part>();
  const fitted = fitInto(field, view);
  const placement = chosen ? placementOf(chosen, field, view, fitted.scale) : fitted;

  useEffect(() => {
    const element = ref.current!;
    const measure = () => setView({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);

  const change = useCallback(
    (next: (before: Placement) => Placement) =>
      setChosen((before) => {
        const placed = before ? placementOf(before, field, view, fitted.scale) : fitted;
        return partOf(kept(next(placed), field, view, fitted.scale), view, fitted.scale);
      }),
    [field, view, fitted.x, fitted.y, fitted.scale],
  );
  const zoomBy = useCallback(
    (factor: number, about: Point = { x: view.width / 2, y: view.height / 2 }) =>
      change((before) => zoomed(before, factor, about, fitted.scale)),
    [change, view, fitted.scale],
  );
  const panBy = useCallback(
    (dx: number, dy: number) => change((before) => ({ ...before, x: before.x + dx, y: before.y + dy })),
    [change],
  );

  // React listens to wheels passively: such a listener cannot keep the page from scrolling.
  useEffect(() => {
    const element = ref.current!;
    const onWheel = (event: Event) => {
      const { deltaY, deltaMode } = event as WheelEvent;
      event.preventDefault();
      zoomBy(Math.exp(-deltaY * (deltaMode === 0 ? 0.0018 : 0.05)), inside(element, event as WheelEvent));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [ref, zoomBy]);

  const down = useRef(new Map<number, Point>());
  const start = useRef<Point>({ x: 0, y: 0 });
  const isDragged = useRef(false);
  const up = (event: PointerEvent<Element>) => void down.current.delete(event.pointerId);
  return {
    placement,
    zoomBy,
    panBy,
    fit: () => setChosen(undefined),
    show: (point) =>
      change((before) => {
        const seen = { x: point.x * before.scale + before.x, y: point.y * before.scale + before.y };
        const isSeen = seen.x > 20 && seen.y > 20 && seen.x < view.width - 20 && seen.y < view.height - 20;
        if (isSeen) return before;
        return { ...before, x: before.x + view.width / 2 - seen.x, y: before.y + view.height / 2 - seen.y };
      }),
    showClose: (point, size) =>
      change((before) => {
        const wanted = (Math.min(view.width, view.height) * CLOSE_SHARE) / size;
        const scale = Math.min(LARGEST_SCALE, Math.max(before.scale, wanted));
        return { scale, x: view.width / 2 - point.x * scale, y: view.height / 2 - point.y * scale };
      }),
    isMeasured: view.width > 0,
    center: () => partOf(placement, view, fitted.scale).middle,
    toField: (event) => {
      const { x, y } = inside(ref.current!, event);
      return { x: (x - placement.x) / placement.scale, y: (y - placement.y) / placement.scale };
    },
    wasDragged: () => isDragged.current,
    pointers: {
      onPointerDown: (event) => {
        const point = inside(ref.current!, event);
        if (down.current.size === 0) {
          start.current = point;
          isDragged.current = false;
        }
        down.current.set(event.pointerId, point);
      },
      onPointerMove: (event) => {
        const before = down.current.get(event.pointerId);
        if (!before) return;
        const point = inside(ref.current!, event);
        if (!isDragged.current) {
          if (Math.hypot(point.x - start.current.x, point.y - start.current.y) < DRAG_PIXELS) return;
          isDragged.current = true;
        }
        // From now on moves arrive here wherever the pointer is, and its coming up clicks nothing.
        event.currentTarget.setPointerCapture(event.pointerId);
        const other = [...down.current].find(([id]) => id !== event.pointerId)?.[1];
        if (other) pinch(before, point, other);
        else if (canPan) panBy(point.x - before.x, point.y - before.y);
        down.current.set(event.pointerId, point);
      },
      onPointerUp: up,
      onPointerCancel: up,
    },
  };

  function pinch(before: Point, after: Point, other: Point): void {
    const factor = distance(after, other) / Math.max(1, distance(before, other));
    const middle = { x: (after.x + other.x) / 2, y: (after.y + other.y) / 2 };
    zoomBy(factor, middle);
    panBy((after.x - before.x) / 2, (after.y - before.y) / 2);
  }
}

/** The part of the field that is seen. */
interface Part {
  /** In pixels of the field. */
  readonly middle: Point;
  /** 1 for the whole field. */
  readonly factor: number;
}

const partOf = ({ x, y, scale }: Placement, view: Size, fitted: number): Part => ({
  middle: { x: (view.width / 2 - x) / scale, y: (view.height / 2 - y) / scale },
  factor: scale / fitted,
});

function placementOf({ middle, factor }: Part, field: Size, view: Size, fitted: number): Placement {
  const scale = Math.min(LARGEST_SCALE, fitted * factor);
  const at = { x: view.width / 2 - middle.x * scale, y: view.height / 2 - middle.y * scale };
  return kept({ ...at, scale }, field, view, fitted);
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

function inside(element: Element, { clientX, clientY }: { clientX: number; clientY: number }): Point {
  const { left, top } = element.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}

function fitInto(field: Size, view: Size): Placement {
  const scale = Math.min(view.width / field.width, view.height / field.height) || 1;
  return { scale, x: (view.width - field.width * scale) / 2, y: (view.height - field.height * scale) / 2 };
}

function zoomed(before: Placement, factor: number, about: Point, smallest: number): Placement {
  const scale = Math.min(LARGEST_SCALE, Math.max(smallest, before.scale * factor));
  const change = scale / before.scale;
  return { scale, x: about.x - (about.x - before.x) * change, y: about.y - (about.y - before.y) * change };
}

/** So placed that the field is not lost out of the view. */
function kept(placement: Placement, field: Size, view: Size, smallest: number): Placement {
  const scale = Math.max(smallest, placement.scale);
  const along = (offset: number, length: number, room: number) =>
    length <= room ? (room - length) / 2 : Math.min(0.5 * room, Math.max(0.5 * room - length, offset));
  return {
    scale,
    x: along(placement.x, field.width * scale, view.width),
    y: along(placement.y, field.height * scale, view.height),
  };
}
