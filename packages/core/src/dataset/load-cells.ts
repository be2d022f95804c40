import { RESIZE_RULE } from '../pictures/resize.js';
import { showProgress } from '../terminal/progress.js';
import { defaultCacheDirectory } from './cache.js';
import { type CellDataset, type LoadDatasetOptions, loadDataset } from './dataset.js';

/**
 * Loads a data set with the user's cache and a progress bar.
 * @param classes order and positive class; by default the positive one is not asked for
 * @throws UserError as {@link loadDataset} does
 */
export async function loadCells(
  folder: string,
  {
    imageSize,
    colorMode,
    resizeRule = RESIZE_RULE,
  }: Pick<LoadDatasetOptions, 'imageSize' | 'colorMode' | 'resizeRule'>,
  classes: Pick<LoadDatasetOptions, 'classes' | 'positiveClass'> = { positiveClass: null },
): Promise<CellDataset> {
  const progress = showProgress('decoding', 'cells');
  try {
    const cacheDir = defaultCacheDirectory();
    return await loadDataset(folder, {
      ...{ imageSize, colorMode, resizeRule, ...classes, cacheDir },
      onProgress: progress.update,
    });
  } finally {
    progress.stop();
  }
}
