import { Activation, Softmax } from './activation.js';
import { Flatten, ZeroPadding2D } from './arrangement.js';
import { BatchNormalization } from './batch-normalization.js';
import { Conv2D } from './conv2d.js';
import { Dense } from './dense.js';
import { DepthwiseConv2D, SeparableConv2D } from './depthwise-conv2d.js';
import { InputLayer } from './input.js';
import type { Layer } from './layer.js';
import { Add, Average, Concatenate, Maximum, Minimum, Multiply, Subtract } from './merging.js';
import { GroupNormalization, LayerNormalization, Normalization } from './normalization.js';
import { AveragePooling2D, GlobalAveragePooling2D, GlobalMaxPooling2D, MaxPooling2D } from './pooling.js';
import { ELU, LeakyReLU, PReLU, ReLU } from './rectifiers.js';
import { Cropping2D, Resizing, UpSampling2D } from './resampling.js';
import { Permute, Reshape } from './reshaping.js';
import { Dropout, Rescaling, SpatialDropout2D } from './scaling.js';

type LayerClass = new (config: never, givenName?: string) => Layer;

const LAYERS: Readonly<Record<string, LayerClass>> = {
  Activation,
  Add,
  Average,
  AveragePooling2D,
  BatchNormalization,
  Concatenate,
  Conv2D,
  Cropping2D,
  Dense,
  DepthwiseConv2D,
  Dropout,
  ELU,
  Flatten,
  GlobalAveragePooling2D,
  GlobalMaxPooling2D,
  GroupNormalization,
  InputLayer,
  LayerNormalization,
  LeakyReLU,
  MaxPooling2D,
  Maximum,
  Minimum,
  Multiply,
  Normalization,
  Permute,
  PReLU,
  ReLU,
  Rescaling,
  Reshape,
  Resizing,
  SeparableConv2D,
  Softmax,
  SpatialDropout2D,
  Subtract,
  UpSampling2D,
  ZeroPadding2D,
};

/**
 * A layer from its Keras class name and its configuration, as a saved model holds them.
 * @throws RangeError with the list of supported layers when the class is not among them
 */
export function createLayer(className: string, config: object, name: string): Layer {
  const LayerClass = Object.hasOwn(LAYERS, className) ? LAYERS[className] : undefined;
  if (!LayerClass)
    throw new RangeError(
      `unknown layer class "${className}"; supported are ${Object.keys(LAYERS).join(', ')}`,
    );
  return new LayerClass(config as never, name);
}
