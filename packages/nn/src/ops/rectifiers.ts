import { beforeReshape } from '../graph/arrange.js';
import { add, and, cast, clip, greater, mul, scale, sub, where } from '../graph/elementwise.js';
import type { Tensor } from '../graph/tensor.js';
import { relu } from './activations.js';
import * as math from './math.js';

/** Arguments of Keras' `ReLU`. */
export interface RectifierOptions {
  readonly maxValue: number | null;
  readonly negativeSlope: number;
  readonly threshold: number;
}

/**
 * Keras' `relu` with all its arguments: `max_value` from there on, `x` above the threshold, and
 * `negative_slope · (x - threshold)` below. The gradient is the slope of each piece.
 * Source: keras/src/backend/tensorflow/nn.py and keras/src/activations/activations.py (Keras 3.15).
 */
export function rectifier(x: Tensor, { maxValue, negativeSlope, threshold }: RectifierOptions): Tensor {
  const { graph } = x;
  if (negativeSlope === 0 && threshold === 0) return maxValue === null ? relu(x) : clippedRelu(x, maxValue);
  const limit = graph.scalar(threshold);
  const isAbove = () => greater(x, limit);
  const positive = mul(x, cast(isAbove(), 'float32'));
  const kept = maxValue === null ? positive : clip(positive, 0, maxValue);
  const below = () => cast(greater(limit, x), 'float32');
  const y = negativeSlope === 0 ? kept : add(kept, scale(mul(sub(x, limit), below()), negativeSlope));
  return graph.differentiable(y, [x], (dy) => {
    const passes = maxValue === null ? isAbove() : and(isAbove(), greater(graph.scalar(maxValue), x));
    const slope = cast(passes, 'float32');
    return [mul(dy, negativeSlope === 0 ? slope : add(slope, scale(below(), negativeSlope)))];
  });
}

/** `min(max(x, 0), limit)`, such as ReLU6. */
function clippedRelu(x: Tensor, limit: number): Tensor {
  const { graph } = x;
  const y = beforeReshape(x, (values) => clip(values, 0, limit));
  return graph.differentiable(y, [x], (dy) => {
    const passes = and(greater(y, graph.scalar(0)), greater(graph.scalar(limit), y));
    return [mul(dy, cast(passes, 'float32'))];
  });
}

/** `x` above 0, else `alpha · x`, `alpha` learned. @param alpha of a shape that is repeated to that of `x` */
export const parametricRelu = (x: Tensor, alpha: Tensor): Tensor =>
  math.sub(relu(x), math.mul(alpha, relu(math.neg(x))));

/** `x` above 0, else `alpha · (exp(x) - 1)`; there the slope is `y + alpha`. Source: ONNX Elu. */
export function elu(x: Tensor, alpha = 1): Tensor {
  const { graph } = x;
  const [y] = graph.node('Elu', [x], { alpha: { float: alpha } }, [{ shape: x.shape }]);
  return graph.differentiable(y!, [x], (dy) => {
    const slope = where(greater(x, graph.scalar(0)), graph.scalar(1), add(y!, graph.scalar(alpha)));
    return [mul(dy, slope)];
  });
}

const SELU = { alpha: 1.6732632423543772, scale: 1.0507009873554805 };

/** Scaled exponential linear unit. Source: Klambauer et al. 2017, Self-Normalizing Neural Networks. */
export const selu = (x: Tensor): Tensor => math.mul(elu(x, SELU.alpha), x.graph.scalar(SELU.scale));
