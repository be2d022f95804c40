import { defaultCacheDirectory } from '../dataset/cache.js';
import { type CellDataset, loadDataset } from '../dataset/dataset.js';
import type { ColorMode } from '../dataset/decode.js';
import { progressCounter } from './output.js';

/** Loads a data set with the user's cache and a progress bar. @throws UserError as {@link loadDataset} does */
export async function loadCells(
  folder: string,
  { imageSize, colorMode }: { imageSize: number; colorMode: ColorMode },
): Promise<CellDataset> {
  const bar = progressCounter('decoding images');
  try {
    const cacheDir = defaultCacheDirectory();
    return await loadDataset(folder, { imageSize, colorMode, cacheDir, onProgress: bar.onProgress });
  } finally {
    bar.stop();
  }
}
