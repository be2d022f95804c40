import { dense, globalAveragePooling2D, type SymbolicTensor } from '@giemsa/nn';
import { resnet50v2Body } from './resnet-v2.js';

/**
 * The tutorial's network: ResNet50V2, global average pooling, `Dense(128, relu)` and one softmax output per class;
 * 23,827,330 parameters for two classes.
 */
export function resnet50v2(x: SymbolicTensor, classes: number): SymbolicTensor {
  const pooled = globalAveragePooling2D({ name: 'avg_pool' })(resnet50v2Body(x));
  const hidden = dense({ units: 128, activation: 'relu', name: 'dense' })(pooled);
  return dense({ units: classes, activation: 'softmax', name: 'predictions' })(hidden);
}
