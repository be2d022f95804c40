import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

const ROWS_AROUND = 3;
const GAP = 10;

export interface GalleryWindow {
  readonly ref: RefObject<HTMLElement | null>;
  readonly columns: number;
  /** Rows from `firstRow` to before `lastRow` are drawn. */
  readonly firstRow: number;
  readonly lastRow: number;
  /** Of all rows, in pixels. */
  readonly height: number;
}

/** Which tiles of a grid are in view while the page scrolls. */
export function useWindow(count: number, tileWidth: number, tileHeight: number): GalleryWindow {
  const ref = useRef<HTMLElement>(null);
  const [view, setView] = useState({ columns: 4, firstRow: 0, rows: 8 });
  useLayoutEffect(() => {
    let frame = 0;
    const measure = () => {
      frame = 0;
      const element = ref.current;
      if (!element) return;
      const columns = Math.max(2, Math.floor((element.clientWidth + GAP) / (tileWidth + GAP)));
      const above = Math.max(0, -element.getBoundingClientRect().top);
      const firstRow = Math.max(0, Math.floor(above / tileHeight) - ROWS_AROUND);
      const rows = Math.ceil(window.innerHeight / tileHeight) + 2 * ROWS_AROUND;
      setView((before) =>
        before.columns === columns && before.firstRow === firstRow && before.rows === rows
          ? before
          : { columns, firstRow, rows },
      );
    };
    const later = () => {
      if (frame === 0) frame = requestAnimationFrame(measure);
    };
    measure();
    const observer = new ResizeObserver(later);
    observer.observe(ref.current!);
    window.addEventListener('scroll', later, { passive: true });
    window.addEventListener('resize', later);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      window.removeEventListener('scroll', later);
      window.removeEventListener('resize', later);
    };
  }, [tileWidth, tileHeight]);
  const { columns, rows } = view;
  const allRows = Math.ceil(count / columns);
  const firstRow = Math.min(view.firstRow, Math.max(0, allRows - 1));
  return {
    ref,
    columns,
    firstRow,
    lastRow: Math.min(allRows, firstRow + rows),
    height: allRows * tileHeight,
  };
}
