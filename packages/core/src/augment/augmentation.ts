/**
 * Random changes of training images. Names, units and meaning are those of Keras' `ImageDataGenerator` where it has them;
 * a range of 0 or `false` leaves that change out.
 */
export interface AugmentationConfig {
  /** Rotation in degrees, drawn from [-rotationRange, rotationRange]. */
  readonly rotationRange: number;
  /** Zoom factors of height and width, each drawn from [1 - zoomRange, 1 + zoomRange]. */
  readonly zoomRange: number;
  /** Shift as a share of the width, drawn from [-widthShiftRange, widthShiftRange]. */
  readonly widthShiftRange: number;
  /** Shift as a share of the height. */
  readonly heightShiftRange: number;
  /** Shear angle in degrees, drawn from [-shearRange, shearRange]. */
  readonly shearRange: number;
  readonly horizontalFlip: boolean;
  readonly verticalFlip: boolean;
  /** Turns by 0, 90, 180 or 270 degrees. */
  readonly rightAngleRotations: boolean;
  /** Factor on all channels, drawn from [1 - brightnessRange, 1 + brightnessRange]. */
  readonly brightnessRange: number;
  /** Contrast factor about the image's mean grey, drawn from [1 - contrastRange, 1 + contrastRange]. */
  readonly contrastRange: number;
  /** Factor on each channel by itself, as stains differ, drawn from [1 - stainRange, 1 + stainRange]. */
  readonly stainRange: number;
  /** Share of the blurred image that is mixed in, as focus and optics differ, drawn from [0, blurRange]; at most 1. */
  readonly blurRange: number;
}

/** Changes nothing of a picture. */
export const NO_AUGMENTATION: AugmentationConfig = {
  rotationRange: 0,
  zoomRange: 0,
  widthShiftRange: 0,
  heightShiftRange: 0,
  shearRange: 0,
  horizontalFlip: false,
  verticalFlip: false,
  rightAngleRotations: false,
  brightnessRange: 0,
  contrastRange: 0,
  stainRange: 0,
  blurRange: 0,
};

export const changesNothing = (config: AugmentationConfig): boolean =>
  Object.values(config).every((value) => !value);
