import type { SymbolicTensor } from '@giemsa/nn';
import { basicResnet } from './resnet-v2.js';

/**
 * ResNet-18 in its pre-activation form, a third as wide as the original and without its first pooling, for cells of
 * 48 to 96 pixels; 1.6 million parameters.
 */
export function resnet18v2(x: SymbolicTensor, classes: number): SymbolicTensor {
  return basicResnet(x, classes, {
    stem: { filters: 24, kernelSize: 3 },
    stages: [
      { filters: 24, blocks: 2, stride: 1 },
      { filters: 48, blocks: 2, stride: 2 },
      { filters: 96, blocks: 2, stride: 2 },
      { filters: 192, blocks: 2, stride: 2 },
    ],
  });
}
