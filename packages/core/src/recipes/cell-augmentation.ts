import { type AugmentationConfig, NO_AUGMENTATION } from '../augment/augmentation.js';

/** Cells have no upright position; they differ a little in size, place, light and stain. */
export const CELL_AUGMENTATION: AugmentationConfig = {
  ...NO_AUGMENTATION,
  rotationRange: 15,
  zoomRange: 0.1,
  widthShiftRange: 0.03,
  heightShiftRange: 0.03,
  horizontalFlip: true,
  verticalFlip: true,
  rightAngleRotations: true,
  brightnessRange: 0.1,
  stainRange: 0.05,
};
