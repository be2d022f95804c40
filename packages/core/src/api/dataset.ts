// giemsa/dataset: cells in folders, splits, augmentation, drawn cells.

export { applyTransform } from '../augment/apply-transform.js';
export { type AugmentationConfig, NO_AUGMENTATION } from '../augment/augmentation.js';
export { augmentationTransform } from '../augment/batch-transform.js';
export { imagesOf, trainingCells } from '../dataset/cells.js';
export type { ListedCells } from '../dataset/dataset.js';
export {
  type CellDataset,
  type CellList,
  type LoadDatasetOptions,
  listCells,
  loadDataset,
} from '../dataset/dataset.js';
export { drawSamples } from '../dataset/samples.js';
export {
  imageSplit,
  patientFolds,
  patientSplit,
  type Split,
  type SplitKind,
  sharedPatients,
} from '../dataset/split.js';
export { readSplitFile, writeSplitFile } from '../dataset/split-file.js';
export type { Subset } from '../dataset/subsets.js';
export type { Box } from '../dataset/synthetic/canvas.js';
export { SYNTHETIC_DEFAULTS, type SyntheticOptions } from '../dataset/synthetic/plan.js';
export { type CellTruth, writeSyntheticDataset } from '../dataset/synthetic/write.js';
export type { ColorMode } from '../pictures/fit-pixels.js';
export type { Interpolation } from '../pictures/resize.js';
export { RESIZE_RULES, type ResizeRule } from '../pictures/resize.js';
