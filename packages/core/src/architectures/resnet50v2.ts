import { averagePooling2D, dense, dropout, flatten, type SymbolicTensor } from '@giemsa/nn';
import { resnet50v2Body } from './resnet-v2.js';

/** The tutorial's pooling; its images of 128 × 128 are maps of 4 × 4 there, so that it takes all of them. */
const POOL_SIZE = 4;

/**
 * The tutorial's network: ResNet50V2, `AveragePooling2D((4, 4))`, `Flatten('flatten')`, `Dense(128, relu)`, `Dropout(0.5)`
 * and one softmax output for each class; 23,827,330 parameters for two classes at 128 × 128.
 * Of larger images the pooling leaves several values of a map, which `flatten` hands on: at 256 × 256 it is 2 × 2, and
 * `Dense` has four times the weights. Of images so small that a map is less than 4 × 4 it takes the whole map.
 */
export function resnet50v2(x: SymbolicTensor, classes: number): SymbolicTensor {
  const maps = resnet50v2Body(x);
  const [, height, width] = maps.shape as [null, number, number, number];
  const pooled = averagePooling2D({ poolSize: [Math.min(POOL_SIZE, height), Math.min(POOL_SIZE, width)] })(
    maps,
  );
  const hidden = dense({ units: 128, activation: 'relu' })(flatten({ name: 'flatten' })(pooled));
  return dense({ units: classes, activation: 'softmax' })(dropout({ rate: 0.5 })(hidden));
}
