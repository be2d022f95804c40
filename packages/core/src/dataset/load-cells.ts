import type { OnEvent } from '../events/events.js';
import { RESIZE_RULE } from '../pictures/resize.js';
import { defaultCacheDirectory } from './cache.js';
import { countPatients, countPerClass } from './cells.js';
import { type CellDataset, type LoadDatasetOptions, loadDataset } from './dataset.js';
import type { Subset } from './subsets.js';

/**
 * Loads a data set with a cache of decoded pictures.
 * @param onEvent is told how far it is, and what was found
 * @param classes order and positive class; by default the positive one is not asked for
 * @param cacheDir folder of the cache; the user's when left out
 * @throws UserError as {@link loadDataset} does
 */
export async function loadCells(
  folder: string,
  {
    imageSize,
    colorMode,
    resizeRule = RESIZE_RULE,
  }: Pick<LoadDatasetOptions, 'imageSize' | 'colorMode' | 'resizeRule'>,
  onEvent: OnEvent | undefined,
  classes: Pick<LoadDatasetOptions, 'classes' | 'positiveClass'> = { positiveClass: null },
  cacheDir = defaultCacheDirectory(),
): Promise<CellDataset> {
  return loadDataset(folder, {
    ...{ imageSize, colorMode, resizeRule, cacheDir, onEvent },
    classes: classes.classes,
    positiveClass: classes.positiveClass,
  });
}

/** Tells what was found in a folder of cells. */
export function tellData(cells: CellDataset, onEvent: OnEvent | undefined): void {
  const all = [...cells.files.keys()];
  onEvent?.({
    type: 'data-read',
    folder: cells.root,
    cells: all.length,
    cellsPerClass: countPerClass(cells, all),
    patients: countPatients(cells, all),
    ...(cells.subsets && { subsets: countSubsets(cells.subsets) }),
    skipped: cells.skipped,
    leftOut: cells.leftOut,
  });
}

function countSubsets(subsets: readonly Subset[]): Record<Subset, number> {
  const counts = { train: 0, validation: 0, test: 0 };
  for (const subset of subsets) counts[subset]++;
  return counts;
}
