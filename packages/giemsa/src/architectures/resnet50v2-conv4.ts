import { dense, globalAveragePooling2D, type SymbolicTensor } from '@giemsa/nn';
import { resnet50v2Body } from './resnet-v2.js';

/**
 * ResNet50V2 up to the end of conv4, with global average pooling and a softmax output for each class; 8.6 million
 * parameters. Cells of 64 to 128 pixels have little left to see at the size of conv5, which holds two thirds of the
 * network's parameters.
 */
export function resnet50v2Conv4(x: SymbolicTensor, classes: number): SymbolicTensor {
  const features = resnet50v2Body(x, { stages: 3, momentum: 0.9 });
  const pooled = globalAveragePooling2D({ name: 'avg_pool' })(features);
  return dense({ units: classes, activation: 'softmax', name: 'predictions' })(pooled);
}
