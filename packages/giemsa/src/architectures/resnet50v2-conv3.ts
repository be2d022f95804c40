import { dense, globalAveragePooling2D, type SymbolicTensor } from '@giemsa/nn';
import { resnet50v2Body } from './resnet-v2.js';

/**
 * ResNet50V2 up to the end of conv3, with global average pooling and a softmax output for each class; 1.5 million
 * parameters, for cells of 48 to 96 pixels.
 */
export function resnet50v2Conv3(x: SymbolicTensor, classes: number): SymbolicTensor {
  const features = resnet50v2Body(x, { stages: 2, momentum: 0.9 });
  const pooled = globalAveragePooling2D({ name: 'avg_pool' })(features);
  return dense({ units: classes, activation: 'softmax', name: 'predictions' })(pooled);
}
