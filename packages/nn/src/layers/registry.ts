import { Activation, Softmax } from './activation.js';
import { Add, Flatten, ZeroPadding2D } from './arrangement.js';
import { BatchNormalization } from './batch-normalization.js';
import { Conv2D } from './conv2d.js';
import { Dense } from './dense.js';
import { InputLayer } from './input.js';
import type { Layer } from './layer.js';
import { AveragePooling2D, GlobalAveragePooling2D, MaxPooling2D } from './pooling.js';
import { Dropout, Rescaling } from './scaling.js';

type LayerClass = new (config: never, givenName?: string) => Layer;

const LAYERS: Readonly<Record<string, LayerClass>> = {
  Activation,
  Add,
  AveragePooling2D,
  BatchNormalization,
  Conv2D,
  Dense,
  Dropout,
  Flatten,
  GlobalAveragePooling2D,
  InputLayer,
  MaxPooling2D,
  Rescaling,
  Softmax,
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
