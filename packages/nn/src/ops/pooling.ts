import { expand, pad, reshape } from '../graph/arrange.js';
import { cast, div, equal, mul } from '../graph/elementwise.js';
import { reduceMax, reduceMean, reduceSum } from '../graph/reduce.js';
import type { Dimension, Tensor } from '../graph/tensor.js';
import { staticShape } from '../graph/tensor.js';
import { subsample } from './conv2d/forward.js';
import { spread } from './conv2d/spread.js';
import { type Padding2D, type Size2D, windowedLength } from './convolution-geometry.js';
import { maxGradient } from './max-gradient.js';

export interface PoolingOptions {
  readonly poolSize: Size2D;
  readonly strides: Size2D;
  readonly padding: Padding2D;
}

/**
 * Largest value of each window. Padding never wins. The gradient goes to the first largest value of a window, row by
 * row, as in TensorFlow.
 * @param x an image tensor in the graph's layout
 * Source: ONNX MaxPool.
 */
export function maxPooling2D(x: Tensor, options: PoolingOptions): Tensor {
  const { poolSize, strides } = options;
  if (x.graph.layout === 'NCHW') return poolBatchFirst('MaxPool', x, options);
  const shape = staticShape(x.shape);
  if (poolSize[0] === 1 && poolSize[1] === 1) {
    const kept = subsample(x, ...strides);
    if (kept === x) return x;
    return x.graph.differentiable(kept, [x], (dy) => [spread(dy, strides, [shape[1]!, shape[2]!])]);
  }
  const { attributes, outputShape } = volumePooling(shape, options);
  const [pooled] = x.graph.node('MaxPool', [reshape(x, [1, ...shape])], attributes, [
    { shape: [1, ...outputShape] },
  ]);
  const y = reshape(pooled!, outputShape);
  return x.graph.differentiable(y, [x], (dy) => [maxGradient(dy, x, y, options)]);
}

/**
 * Mean of each window; padded values are not counted, as in TensorFlow.
 * Source: ONNX AveragePool with `count_include_pad = 0`.
 */
export function averagePooling2D(x: Tensor, options: PoolingOptions): Tensor {
  if (x.graph.layout === 'NCHW') return poolBatchFirst('AveragePool', x, options);
  const shape = staticShape(x.shape);
  const { attributes, outputShape } = volumePooling(shape, options);
  const [y] = x.graph.node('AveragePool', [reshape(x, [1, ...shape])], attributes, [
    { shape: [1, ...outputShape] },
  ]);
  return x.graph.differentiable(reshape(y!, outputShape), [x], (dy) => [averageGradient(dy, shape, options)]);
}

/** Each output's gradient, divided by the number of values it is the mean of, summed over the windows it lies in. */
function averageGradient(
  dy: Tensor,
  shape: readonly number[],
  { poolSize, strides, padding }: PoolingOptions,
): Tensor {
  const [channels, height, width, batch] = shape as [number, number, number, number];
  const [, outputHeight, outputWidth] = staticShape(dy.shape) as [number, number, number, number];
  const counts = new Float32Array(outputHeight * outputWidth);
  const inside = (start: number, window: number, length: number) =>
    Math.min(start + window, length) - Math.max(start, 0);
  for (let row = 0; row < outputHeight; row++) {
    for (let column = 0; column < outputWidth; column++) {
      counts[row * outputWidth + column] =
        inside(row * strides[0] - padding[0], poolSize[0], height) *
        inside(column * strides[1] - padding[1], poolSize[1], width);
    }
  }
  const share = div(dy, dy.graph.constant(counts, [1, outputHeight, outputWidth, 1]));
  const apart = spread(share, strides, [
    (outputHeight - 1) * strides[0] + 1,
    (outputWidth - 1) * strides[1] + 1,
  ]);
  const top = poolSize[0] - 1 - padding[0];
  const left = poolSize[1] - 1 - padding[1];
  const bottom = Math.max(0, height - (apart.shape[1] as number) + padding[0]);
  const right = Math.max(0, width - (apart.shape[2] as number) + padding[1]);
  const padded = pad(apart, [0, top, left, 0], [0, bottom, right, 0]);
  const [, paddedHeight, paddedWidth] = staticShape(padded.shape) as [number, number, number];
  const sums = dy.graph.node(
    'Conv',
    [
      reshape(padded, [1, channels, paddedHeight, paddedWidth * batch]),
      dy.graph.filled(1, [channels, 1, ...poolSize]),
    ],
    { group: channels, kernel_shape: poolSize, dilations: [1, batch] },
    [{ shape: [1, channels, height, width * batch] }],
  )[0]!;
  return reshape(sums, shape);
}

/**
 * Mean over rows and columns: an image tensor to [C, N] or [N, C].
 * Source: ONNX GlobalAveragePool.
 */
export function globalAveragePooling2D(x: Tensor): Tensor {
  if (x.graph.layout === 'NCHW') return reduceMean(x, [2, 3]);
  const [channels, height, width, batch] = staticShape(x.shape) as [number, number, number, number];
  const y = reduceMean(reshape(x, [channels, height * width, batch]), [1]);
  return x.graph.differentiable(y, [x], (dy) => {
    const share = mul(reshape(dy, [channels, 1, 1, batch]), x.graph.scalar(1 / (height * width)));
    return [expand(share, [channels, height, width, batch])];
  });
}

/**
 * Largest value over rows and columns: an image tensor to [C, N] or [N, C]. Equal largest values share the gradient, as in
 * TensorFlow's `reduce_max`.
 * Source: ONNX ReduceMax.
 */
export function globalMaxPooling2D(x: Tensor): Tensor {
  if (x.graph.layout === 'NCHW') return reduceMax(x, [2, 3]);
  const [channels, height, width, batch] = staticShape(x.shape) as [number, number, number, number];
  const places = reshape(x, [channels, height * width, batch]);
  const y = reduceMax(places, [1], true);
  return x.graph.differentiable(reshape(y, [channels, batch]), [x], (dy) => {
    const largest = cast(equal(places, y), 'float32');
    const share = div(reshape(dy, [channels, 1, batch]), reduceSum(largest, [1], true));
    return [reshape(mul(largest, share), x.shape)];
  });
}

function poolBatchFirst(operator: string, x: Tensor, { poolSize, strides, padding }: PoolingOptions): Tensor {
  const [batch, channels, height, width] = x.shape as [Dimension, number, number, number];
  const outputHeight = windowedLength(height, poolSize[0], strides[0], padding[0], padding[2]);
  const outputWidth = windowedLength(width, poolSize[1], strides[1], padding[1], padding[3]);
  const attributes = { kernel_shape: poolSize, strides, pads: padding };
  return x.graph.node(operator, [x], attributes, [
    { shape: [batch, channels, outputHeight, outputWidth] },
  ])[0]!;
}

/** [C, H, W, N] pools as a volume [1, C, H, W, N] with a window of 1 along the batch. */
function volumePooling(shape: readonly number[], { poolSize, strides, padding }: PoolingOptions) {
  const [channels, height, width, batch] = shape as [number, number, number, number];
  const [top, left, bottom, right] = padding;
  const outputShape = [
    channels,
    windowedLength(height, poolSize[0], strides[0], top, bottom),
    windowedLength(width, poolSize[1], strides[1], left, right),
    batch,
  ];
  const attributes = {
    kernel_shape: [...poolSize, 1],
    strides: [...strides, 1],
    pads: [top, left, 0, bottom, right, 0],
  };
  return { attributes, outputShape };
}
