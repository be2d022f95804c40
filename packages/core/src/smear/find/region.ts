/** A connected set of pixels, held by its rows: enough for its size, its convex hull and its axes. */
export interface Region {
  /** Labels of the watershed basins that it is made of. */
  readonly labels: readonly number[];
  readonly area: number;
  /** First row. */
  readonly top: number;
  /** Leftmost and rightmost pixel of each row from `top`; Infinity and -Infinity in rows without any. */
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** Sums of x, y, x², y², xy over its pixels. */
  readonly sums: readonly [x: number, y: number, xx: number, yy: number, xy: number];
}

/** Regions of a map of labels, by label; 0 and below are no region. */
export function regionsOf(labels: Int32Array, width: number, count: number): Region[] {
  const drafts = Array.from({ length: count + 1 }, () => ({
    area: 0,
    top: -1,
    left: [] as number[],
    right: [] as number[],
    sums: [0, 0, 0, 0, 0] as [number, number, number, number, number],
  }));
  const height = labels.length / width;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const label = labels[i]!;
      if (label <= 0) continue;
      const draft = drafts[label]!;
      if (draft.area === 0) draft.top = y;
      while (draft.left.length <= y - draft.top) {
        draft.left.push(Infinity);
        draft.right.push(-Infinity);
      }
      const row = y - draft.top;
      draft.area++;
      if (x < draft.left[row]!) draft.left[row] = x;
      draft.right[row] = x;
      const sums = draft.sums;
      sums[0] += x;
      sums[1] += y;
      sums[2] += x * x;
      sums[3] += y * y;
      sums[4] += x * y;
    }
  }
  return drafts.map((draft, label) => ({ ...draft, labels: [label] }));
}

export function union(a: Region, b: Region): Region {
  const top = Math.min(a.top, b.top);
  const bottom = Math.max(a.top + a.left.length, b.top + b.left.length);
  const left: number[] = [];
  const right: number[] = [];
  for (let y = top; y < bottom; y++) {
    left.push(Math.min(a.left[y - a.top] ?? Infinity, b.left[y - b.top] ?? Infinity));
    right.push(Math.max(a.right[y - a.top] ?? -Infinity, b.right[y - b.top] ?? -Infinity));
  }
  const sums = a.sums.map((value, k) => value + b.sums[k]!) as unknown as Region['sums'];
  return { labels: [...a.labels, ...b.labels], area: a.area + b.area, top, left, right, sums };
}

/** Area over the area of the convex hull: 1 for a convex region, less the more it is dented. */
export function solidityOf(region: Region): number {
  return Math.min(1, region.area / hullArea(region));
}

/** Long over short axis of the ellipse with the region's second moments. */
export function elongationOf({ area, sums }: Region): number {
  const [x, y, xx, yy, xy] = sums.map((sum) => sum / area) as unknown as Region['sums'];
  // 1/12: a pixel is a square, not a point.
  const [a, b, c] = [xx - x * x + 1 / 12, xy - x * y, yy - y * y + 1 / 12];
  const middle = (a + c) / 2;
  const spread = Math.sqrt(((a - c) / 2) ** 2 + b * b);
  return Math.sqrt((middle + spread) / Math.max(1e-6, middle - spread));
}

/** Area of the convex hull of the pixels' squares (Andrew's monotone chain along the rows). */
function hullArea({ top, left, right }: Region): number {
  const leftChain = chain(top, left, (value) => value, 1);
  const rightChain = chain(top, right, (value) => value + 1, -1);
  const points = [...leftChain, ...rightChain.reverse()];
  let twice = 0;
  for (let k = 0; k < points.length; k++) {
    const [ax, ay] = points[k]!;
    const [bx, by] = points[(k + 1) % points.length]!;
    twice += ax * by - bx * ay;
  }
  return Math.abs(twice) / 2;
}

function chain(
  top: number,
  ends: readonly number[],
  at: (end: number) => number,
  side: 1 | -1,
): [number, number][] {
  const points: [number, number][] = [];
  const add = (x: number, y: number) => {
    while (points.length > 1) {
      const [ax, ay] = points[points.length - 2]!;
      const [bx, by] = points[points.length - 1]!;
      const turn = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
      if (turn * side < 0) break;
      points.pop();
    }
    points.push([x, y]);
  };
  ends.forEach((end, row) => {
    if (!Number.isFinite(end)) return;
    add(at(end), top + row);
    add(at(end), top + row + 1);
  });
  return points;
}
