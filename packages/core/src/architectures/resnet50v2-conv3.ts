import type { SymbolicTensor } from '@giemsa/nn';
import { truncatedResnet50v2 } from './resnet-v2.js';

/**
 * ResNet50V2 up to the end of conv3, with global average pooling and a softmax output for each class; 1.5 million
 * parameters, for cells of 48 to 96 pixels.
 */
export const resnet50v2Conv3 = (x: SymbolicTensor, classes: number): SymbolicTensor =>
  truncatedResnet50v2(x, classes, { stages: 2 });
