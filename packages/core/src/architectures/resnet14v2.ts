import type { SymbolicTensor } from '@giemsa/nn';
import { basicResnet } from './resnet-v2.js';

/**
 * Pre-activation residual network of 14 layers, for cells of 48 to 96 pixels; 1.6 million parameters. Rows and columns
 * are halved twice before the first block: products of 48 channels and more run near the processor's full speed, those
 * of fewer channels at a third of it.
 */
export function resnet14v2(x: SymbolicTensor, classes: number): SymbolicTensor {
  return basicResnet(x, classes, {
    stem: { filters: 24, kernelSize: 5 },
    stages: [
      { filters: 48, blocks: 2, stride: 2 },
      { filters: 96, blocks: 2, stride: 2 },
      { filters: 192, blocks: 2, stride: 2 },
    ],
  });
}
