import type { SymbolicTensor } from '@giemsa/nn';
import { basicResnet } from './resnet-v2.js';

/** Its epochs are short: at Keras' momentum of 0.99 the moving statistics would lag epochs behind the weights. */
const MOMENTUM = 0.9;

/** Three stages of one block each; learns the synthetic cells in a minute. */
export function tinyResnet(x: SymbolicTensor, classes: number): SymbolicTensor {
  return basicResnet(x, classes, {
    stem: { filters: 16, kernelSize: 3 },
    stages: [
      { filters: 16, blocks: 1, stride: 1 },
      { filters: 32, blocks: 1, stride: 2 },
      { filters: 64, blocks: 1, stride: 2 },
    ],
    momentum: MOMENTUM,
  });
}
