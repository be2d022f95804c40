import type { SymbolicTensor } from '@giemsa/nn';
import { truncatedResnet50v2 } from './resnet-v2.js';

/**
 * ResNet50V2 up to the end of conv4, with global average pooling and a softmax output for each class; 8.6 million
 * parameters. Cells of 64 to 128 pixels have little left to see at the size of conv5, which holds two thirds of the
 * network's parameters.
 */
export const resnet50v2Conv4 = (x: SymbolicTensor, classes: number): SymbolicTensor =>
  truncatedResnet50v2(x, classes, { stages: 3 });
