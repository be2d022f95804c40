/**
 * How many inputs and outputs one unit of a weight has, by Keras' rule.
 *
 * `[inputs, outputs]` for a dense kernel; `[..., inputs · receptive field, outputs · receptive field]` for a
 * convolution kernel `[kernelHeight, kernelWidth, inputs, outputs]`; both the length for a vector; 1 for a scalar.
 * Source: `compute_fans` in keras/src/initializers/random_initializers.py (Keras 3.15).
 */
export function computeFans(shape: readonly number[]): { fanIn: number; fanOut: number } {
  if (shape.length === 0) return { fanIn: 1, fanOut: 1 };
  if (shape.length === 1) return { fanIn: shape[0]!, fanOut: shape[0]! };
  const receptiveField = shape.slice(0, -2).reduce((size, length) => size * length, 1);
  return { fanIn: shape.at(-2)! * receptiveField, fanOut: shape.at(-1)! * receptiveField };
}
