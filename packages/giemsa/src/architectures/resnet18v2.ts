import { conv2d, dense, globalAveragePooling2D, type SymbolicTensor } from '@giemsa/nn';
import { basicStages } from './resnet-v2.js';

/**
 * ResNet-18 in its pre-activation form, a third as wide as the original and without its first pooling, for cells of
 * 48 to 96 pixels; 1.6 million parameters.
 */
export function resnet18v2(x: SymbolicTensor, classes: number): SymbolicTensor {
  const stem = conv2d({
    filters: 24,
    kernelSize: 3,
    strides: 2,
    padding: 'same',
    useBias: false,
    kernelInitializer: 'heNormal',
    name: 'stem_conv',
  })(x);
  const features = basicStages(stem, [
    { filters: 24, blocks: 2, stride: 1 },
    { filters: 48, blocks: 2, stride: 2 },
    { filters: 96, blocks: 2, stride: 2 },
    { filters: 192, blocks: 2, stride: 2 },
  ]);
  const pooled = globalAveragePooling2D({ name: 'avg_pool' })(features);
  return dense({ units: classes, activation: 'softmax', name: 'predictions' })(pooled);
}
