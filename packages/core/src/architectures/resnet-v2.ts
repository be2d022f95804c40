import {
  activation,
  add,
  batchNormalization,
  conv2d,
  dense,
  flatten,
  globalAveragePooling2D,
  maxPooling2D,
  type SymbolicTensor,
  zeroPadding2D,
} from '@giemsa/nn';

const EPSILON = 1.001e-5;

/** One stage: `blocks` residual blocks, of which one divides rows and columns by `stride`. */
export interface Stage {
  readonly filters: number;
  readonly blocks: number;
  readonly stride: number;
}

/** Stages conv2 to conv5 of ResNet50V2. */
const RESNET50_STAGES: readonly Stage[] = [
  { filters: 64, blocks: 3, stride: 2 },
  { filters: 128, blocks: 4, stride: 2 },
  { filters: 256, blocks: 6, stride: 2 },
  { filters: 512, blocks: 3, stride: 1 },
];

/** How much of ResNet50V2's body is built. */
export interface BodyOptions {
  /** How many of the four stages conv2 to conv5 are built. Default 4. */
  readonly stages?: number;
  /** Momentum of the batch normalizations' moving statistics. Default 0.99, as in Keras. */
  readonly momentum?: number;
}

/**
 * The body of ResNet50V2 as in keras.applications, with its layer names; from images to [None, H/32, W/32, 2048].
 * With fewer stages it ends in the batch normalization and activation with which the next stage would begin.
 * Source: He et al. 2016, Identity Mappings in Deep Residual Networks; keras.applications `ResNetV2`.
 */
export function resnet50v2Body(
  x: SymbolicTensor,
  { stages = RESNET50_STAGES.length, momentum = 0.99 }: BodyOptions = {},
): SymbolicTensor {
  let y = zeroPadding2D({ padding: 3, name: 'conv1_pad' })(x);
  y = conv2d({ filters: 64, kernelSize: 7, strides: 2, name: 'conv1_conv' })(y);
  y = zeroPadding2D({ padding: 1, name: 'pool1_pad' })(y);
  y = maxPooling2D({ poolSize: 3, strides: 2, name: 'pool1_pool' })(y);
  RESNET50_STAGES.slice(0, stages).forEach((stage, index) => {
    y = bottleneckStage(y, stage, `conv${index + 2}`, momentum);
  });
  const last = stages === RESNET50_STAGES.length ? 'post' : `conv${stages + 2}_block1_preact`;
  y = batchNormalization({ epsilon: EPSILON, momentum, name: `${last}_bn` })(y);
  return activation('relu', { name: `${last}_relu` })(y);
}

function bottleneckStage(
  x: SymbolicTensor,
  { filters, blocks, stride }: Stage,
  name: string,
  momentum: number,
): SymbolicTensor {
  const block = (y: SymbolicTensor, index: number) =>
    bottleneck(y, {
      filters,
      stride: index === blocks ? stride : 1,
      project: index === 1,
      momentum,
      name: `${name}_block${index}`,
    });
  let y = x;
  for (let index = 1; index <= blocks; index++) y = block(y, index);
  return y;
}

interface Bottleneck {
  readonly filters: number;
  readonly stride: number;
  /** The shortcut is a convolution. */
  readonly project: boolean;
  readonly momentum: number;
  readonly name: string;
}

/** Pre-activation bottleneck block: 1×1, 3×3, 1×1; the shortcut is a convolution in the first block of a stage. */
function bottleneck(
  x: SymbolicTensor,
  { filters, stride, project, momentum, name }: Bottleneck,
): SymbolicTensor {
  const normalization = { epsilon: EPSILON, momentum };
  let preactivation = batchNormalization({ ...normalization, name: `${name}_preact_bn` })(x);
  preactivation = activation('relu', { name: `${name}_preact_relu` })(preactivation);
  const shortcut = project
    ? conv2d({ filters: 4 * filters, kernelSize: 1, strides: stride, name: `${name}_0_conv` })(preactivation)
    : stride > 1
      ? maxPooling2D({ poolSize: 1, strides: stride })(x)
      : x;
  let y = conv2d({ filters, kernelSize: 1, useBias: false, name: `${name}_1_conv` })(preactivation);
  y = batchNormalization({ ...normalization, name: `${name}_1_bn` })(y);
  y = activation('relu', { name: `${name}_1_relu` })(y);
  y = zeroPadding2D({ padding: 1, name: `${name}_2_pad` })(y);
  y = conv2d({ filters, kernelSize: 3, strides: stride, useBias: false, name: `${name}_2_conv` })(y);
  y = batchNormalization({ ...normalization, name: `${name}_2_bn` })(y);
  y = activation('relu', { name: `${name}_2_relu` })(y);
  y = conv2d({ filters: 4 * filters, kernelSize: 1, name: `${name}_3_conv` })(y);
  return add({ name: `${name}_out` })([shortcut, y]);
}

export interface TruncatedOptions {
  /** How many of the stages conv2 to conv5. */
  readonly stages: number;
  /**
   * `avg`: the mean of each map over rows and columns. `avgmax`: its maximum too, each with its own linear answer, and the
   * sum of both. For cells of the NIH's set that is worse (`docs/results/README.md`). Default `avg`.
   */
  readonly pooling?: 'avg' | 'avgmax';
}

/**
 * ResNet50V2 up to the end of a stage, global pooling and a softmax output for each class. The layers are called
 * as in `weights/drawn-cells`.
 */
export function truncatedResnet50v2(
  x: SymbolicTensor,
  classes: number,
  { stages, pooling = 'avg' }: TruncatedOptions,
): SymbolicTensor {
  const features = resnet50v2Body(x, { stages, momentum: 0.9 });
  const mean = globalAveragePooling2D({ name: 'avg_pool' })(features);
  const fromMean = dense({ units: classes, name: 'avg_logits' })(mean);
  const logits =
    pooling === 'avg' ? fromMean : add({ name: 'logits' })([fromMean, fromMaximum(features, classes)]);
  return activation('softmax', { name: 'predictions' })(logits);
}

function fromMaximum(features: SymbolicTensor, classes: number): SymbolicTensor {
  const [, rows, columns] = features.shape as [null, number, number, number];
  const maximum = maxPooling2D({ poolSize: [rows, columns], name: 'max_pool' })(features);
  return dense({ units: classes, name: 'max_logits' })(flatten({ name: 'max_features' })(maximum));
}

export interface BasicResnet {
  /** The first convolution, of stride 2. */
  readonly stem: { readonly filters: number; readonly kernelSize: number };
  readonly stages: readonly Stage[];
  /** Momentum of the moving statistics; Keras' default when left out. */
  readonly momentum?: number;
}

/**
 * A small residual classifier: stem, stages of pre-activation basic blocks, global average pooling and a softmax output
 * for each class.
 */
export function basicResnet(
  x: SymbolicTensor,
  classes: number,
  { stem, stages, momentum }: BasicResnet,
): SymbolicTensor {
  const first = conv2d({
    ...stem,
    strides: 2,
    padding: 'same',
    useBias: false,
    kernelInitializer: 'heNormal',
    name: 'stem_conv',
  })(x);
  const pooled = globalAveragePooling2D({ name: 'avg_pool' })(basicStages(first, stages, momentum));
  return dense({ units: classes, activation: 'softmax', name: 'predictions' })(pooled);
}

/**
 * Pre-activation basic blocks, two 3×3 convolutions each; the first block of a stage has its stride.
 * @param momentum of the batch normalizations' moving statistics; lower where an epoch has few steps
 * Source: He et al. 2016, figure 4 (e), with the plain block of ResNet-18.
 */
function basicStages(x: SymbolicTensor, stages: readonly Stage[], momentum = 0.99): SymbolicTensor {
  let y = x;
  stages.forEach(({ filters, blocks, stride }, index) => {
    for (let block = 1; block <= blocks; block++) {
      y = basicBlock(y, filters, block === 1 ? stride : 1, momentum, `stage${index + 1}_block${block}`);
    }
  });
  y = batchNormalization({ epsilon: EPSILON, momentum, name: 'post_bn' })(y);
  return activation('relu', { name: 'post_relu' })(y);
}

function basicBlock(
  x: SymbolicTensor,
  filters: number,
  stride: number,
  momentum: number,
  name: string,
): SymbolicTensor {
  let y = batchNormalization({ epsilon: EPSILON, momentum, name: `${name}_preact_bn` })(x);
  y = activation('relu', { name: `${name}_preact_relu` })(y);
  const project = stride > 1 || x.shape.at(-1) !== filters;
  const convolution = { filters, padding: 'same', useBias: false, kernelInitializer: 'heNormal' } as const;
  const shortcut = project
    ? conv2d({ ...convolution, kernelSize: 1, strides: stride, name: `${name}_0_conv` })(y)
    : x;
  y = conv2d({ ...convolution, kernelSize: 3, strides: stride, name: `${name}_1_conv` })(y);
  y = batchNormalization({ epsilon: EPSILON, momentum, name: `${name}_1_bn` })(y);
  y = activation('relu', { name: `${name}_1_relu` })(y);
  y = conv2d({ ...convolution, kernelSize: 3, name: `${name}_2_conv` })(y);
  return add({ name: `${name}_out` })([shortcut, y]);
}
