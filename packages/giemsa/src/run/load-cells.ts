import { defaultCacheDirectory } from '../dataset/cache.js';
import { type CellDataset, type LoadDatasetOptions, loadDataset } from '../dataset/dataset.js';
import type { ColorMode } from '../dataset/decode.js';
import { showProgress } from '../progress.js';

/**
 * Loads a data set with the user's cache and a progress bar.
 * @param classes order and positive class; by default the positive one is not asked for
 * @throws UserError as {@link loadDataset} does
 */
export async function loadCells(
  folder: string,
  { imageSize, colorMode }: { imageSize: number; colorMode: ColorMode },
  classes: Pick<LoadDatasetOptions, 'classes' | 'positiveClass'> = { positiveClass: null },
): Promise<CellDataset> {
  const progress = showProgress('decoding', 'cells');
  try {
    const cacheDir = defaultCacheDirectory();
    return await loadDataset(folder, {
      ...{ imageSize, colorMode, ...classes, cacheDir },
      onProgress: progress.update,
    });
  } finally {
    progress.stop();
  }
}
