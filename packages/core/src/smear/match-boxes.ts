import type { Box } from './find/cell-finder.js';

/** A labelled object, as IML-Malaria's annotations give it. */
export interface LabelledObject {
  readonly type: string;
  readonly box: Box;
}

/** Intersection over union of two boxes, 0 to 1. */
export function iou(a: Box, b: Box): number {
  const width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (a[2] * a[3] + b[2] * b[3] - shared);
}

/** Overlap from which a found cell is the labelled one, where it is looked up and not learned from: labels are often wider than the cell. */
export const SAME_CELL = 0.4;

/** Pairs of one of each, the best overlaps first, each box at most once. @returns label position → found position */
export function matchBoxes(labels: readonly Box[], found: readonly Box[], least = 0.5): Map<number, number> {
  const pairs: [overlap: number, label: number, found: number][] = [];
  labels.forEach((label, i) => {
    found.forEach((box, j) => {
      const overlap = iou(label, box);
      if (overlap >= least) pairs.push([overlap, i, j]);
    });
  });
  pairs.sort((a, b) => b[0] - a[0]);
  const matches = new Map<number, number>();
  const taken = new Set<number>();
  for (const [, i, j] of pairs) {
    if (matches.has(i) || taken.has(j)) continue;
    matches.set(i, j);
    taken.add(j);
  }
  return matches;
}
