import { conv2d, dense, globalAveragePooling2D, type SymbolicTensor } from '@giemsa/nn';
import { basicStages } from './resnet-v2.js';

/** Its epochs are short: at Keras' momentum of 0.99 the moving statistics would lag epochs behind the weights. */
const MOMENTUM = 0.9;

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
  const stages = [
    { filters: 16, blocks: 1, stride: 1 },
    { filters: 32, blocks: 1, stride: 2 },
    { filters: 64, blocks: 1, stride: 2 },
  ];
  const features = basicStages(stem, stages, MOMENTUM);
  const pooled = globalAveragePooling2D({ name: 'avg_pool' })(features);
  return dense({ units: classes, activation: 'softmax', name: 'predictions' })(pooled);
}
