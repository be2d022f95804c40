import { conv2d, dense, globalAveragePooling2D, type SymbolicTensor } from '@giemsa/nn';
import { basicStages } from './resnet-v2.js';

/** Three stages of one block each; learns the synthetic cells in a minute. */
export function tinyResnet(x: SymbolicTensor, classes: number): SymbolicTensor {
  const stem = conv2d({
    filters: 16,
    kernelSize: 3,
    strides: 2,
    padding: 'same',
    useBias: false,
    kernelInitializer: 'heNormal',
    name: 'stem_conv',
  })(x);
  const features = basicStages(stem, [
    { filters: 16, blocks: 1, stride: 1 },
    { filters: 32, blocks: 1, stride: 2 },
    { filters: 64, blocks: 1, stride: 2 },
  ]);
  const pooled = globalAveragePooling2D({ name: 'avg_pool' })(features);
  return dense({ units: classes, activation: 'softmax', name: 'predictions' })(pooled);
}
