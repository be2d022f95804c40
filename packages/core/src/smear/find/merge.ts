import type { Basins } from './basins.js';
import { elongationOf, type Region, regionsOf, solidityOf, union } from './region.js';

/** What the shapes of red cells of one field are like, and how far a region may depart from them. */
export interface CellPrior {
  /** Area of the usual red cell, in pixels. */
  readonly area: number;
}

/** Standard deviation of the logarithm of a red cell's area within a field. */
const SIZE_SPREAD = 0.25;
/** A red cell's solidity is rarely lower than one minus this. */
const DENT = 0.06;
/** Red cells are seldom more than this times as long as wide. */
const ROUND = 1.5;
/** No region is held against more than this: crumbs stay crumbs. */
const WORST_SIZE = 7;
/** How much a narrow neck between two regions speaks against their being one. */
const NECK = 3;

/** How badly a region fits a red cell: 0 for a perfect one; half squared deviations, as in a negative log-likelihood. */
export function misfit(region: Region, prior: CellPrior): number {
  const size = Math.log(region.area / prior.area) / SIZE_SPREAD;
  const dent = (1 - solidityOf(region)) / DENT;
  const long = Math.max(0, elongationOf(region) - ROUND) / 0.4;
  const sizeCost = size < 0 ? Math.min(WORST_SIZE, (size * size) / 2) : (size * size) / 2;
  return sizeCost + (dent * dent) / 2 + (long * long) / 2;
}

/**
 * Merges basins into cells: of all basins that touch, the two whose union improves the fit most are merged, again and again,
 * until no union does.
 */
export function mergeBasins(basins: Basins, prior: CellPrior): Region[] {
  const start = regionsOf(basins.labels, basins.width, basins.count);
  const nodes: (Region | undefined)[] = start.map((region, label) =>
    label > 0 && region.area > 0 ? region : undefined,
  );
  const costs = nodes.map((region) => (region ? misfit(region, prior) : 0));
  const peaks = Array.from(basins.peaks);
  const links = nodes.map(() => new Map<number, number>());
  for (const [a, row] of basins.saddles) {
    for (const [b, saddle] of row) {
      links[a]!.set(b, saddle);
      links[b]!.set(a, saddle);
    }
  }
  const gains = new Map<number, { a: number; b: number; merged: Region; cost: number; gain: number }>();
  const key = (a: number, b: number) => Math.min(a, b) * 1e6 + Math.max(a, b);
  const weigh = (a: number, b: number) => {
    const merged = union(nodes[a]!, nodes[b]!);
    const cost = misfit(merged, prior);
    const neck = 1 - Math.min(1, links[a]!.get(b)! / Math.max(1e-6, Math.min(peaks[a]!, peaks[b]!)));
    gains.set(key(a, b), { a, b, merged, cost, gain: costs[a]! + costs[b]! - cost - NECK * neck });
  };
  links.forEach((row, a) => {
    for (const b of row.keys()) if (a < b) weigh(a, b);
  });
  for (;;) {
    let best: { a: number; b: number; merged: Region; cost: number; gain: number } | undefined;
    for (const candidate of gains.values()) if (candidate.gain > (best?.gain ?? 0)) best = candidate;
    if (!best) break;
    const { a, b, merged, cost } = best;
    nodes[a] = merged;
    nodes[b] = undefined;
    costs[a] = cost;
    peaks[a] = Math.max(peaks[a]!, peaks[b]!);
    for (const [c, saddle] of links[b]!) {
      gains.delete(key(b, c));
      links[c]!.delete(b);
      if (c === a) continue;
      const known = Math.max(saddle, links[a]!.get(c) ?? 0);
      links[a]!.set(c, known);
      links[c]!.set(a, known);
    }
    links[b]!.clear();
    for (const c of links[a]!.keys()) weigh(a, c);
  }
  return nodes.filter((region): region is Region => region !== undefined);
}
