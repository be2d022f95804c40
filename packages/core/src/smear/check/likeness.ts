import { FEATURES, type Feature, gateFeatures } from '../../gate/features.js';
import type { Gate } from '../../gate/gate.js';
import { GROUPS, type GroupName, mahalanobis } from '../../gate/refuse.js';
import type { Pixels } from '../../pictures/resize.js';
import { median } from '../statistics/median.js';

/**
 * How far cells lie from those that the model was trained on. Of each group of the input gate’s features: the squared Mahalanobis
 * distance for each feature of the group, which is 1 on average for the cells of the training.
 */
export type Likeness = Readonly<Record<GroupName, number>>;

export const GROUP_NAMES = Object.keys(GROUPS) as GroupName[];

/** Of one cell, cut out on black. @returns the group that differs most decides how far it is */
export function likenessOf({ groups }: Gate, cell: Pixels): Likeness {
  const vector = gateFeatures(cell);
  const at = (feature: Feature) => vector[FEATURES.indexOf(feature)]!;
  const distance = (name: GroupName): number => {
    const { mean, inverse } = groups[name]!;
    return mahalanobis(GROUPS[name].map(at), mean, inverse) / mean.length;
  };
  return { colour: distance('colour'), texture: distance('texture'), outline: distance('outline') };
}

/** The medians of several. @returns null for none */
export function usualLikeness(all: readonly Likeness[]): Likeness | null {
  if (all.length === 0) return null;
  const of = (name: GroupName) => median(all.map((likeness) => likeness[name]));
  return { colour: of('colour'), texture: of('texture'), outline: of('outline') };
}

/** How far a cell or a field is: the distance of the group that differs most. */
export const distanceOf = (likeness: Likeness): number =>
  Math.max(...GROUP_NAMES.map((name) => likeness[name]));
