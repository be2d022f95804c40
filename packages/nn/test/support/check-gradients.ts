import { expect } from 'vitest';
import { randomFromKey } from '../../src/random/random.js';
import { type Build, compileGradients, compileOperator, gradientName } from './operator.js';
import { sizeOf, type Values } from './values.js';

export interface GradientCheck {
  readonly build: Build;
  readonly inputs: Readonly<Record<string, Values>>;
  /** Inputs to differentiate by; default all. */
  readonly differentiable?: readonly string[];
  /** How far to go along a direction; 1 for operators that are linear in each input. Default 0.02. */
  readonly step?: number;
  /** Largest error as a share of the gradient's norm. Default 1e-3. */
  readonly tolerance?: number;
}

const DIRECTIONS = 3;

/**
 * Compares each gradient with central differences along random directions of ±1: `(f(x + h v) - f(x - h v)) / 2 h`,
 * f being the sum of the outputs under random weights, summed here in float64.
 */
export async function checkGradients({
  build,
  inputs,
  differentiable,
  step = 0.02,
  tolerance = 1e-3,
}: GradientCheck): Promise<void> {
  const names = differentiable ?? Object.keys(inputs);
  const forward = await compileOperator(build, inputs);
  const upstream: Values = {
    shape: forward.outputShape,
    data: signs('upstream', sizeOf(forward.outputShape)),
  };
  const backward = await compileGradients(build, inputs, names);
  const computed = await backward.run({ ...inputs, upstream });
  await backward.release();
  const total = async (name: string, moved: Values) =>
    dot((await forward.run({ ...inputs, [name]: moved })).y!.data, upstream.data);
  for (const name of names) {
    const input = inputs[name]!;
    const gradient = computed[gradientName(name)]!;
    expect(gradient.shape, `shape of the gradient of ${name}`).toEqual([...input.shape]);
    const norm = Math.sqrt(dot(gradient.data, gradient.data));
    for (let direction = 0; direction < DIRECTIONS; direction++) {
      const way = signs(`${name} ${direction}`, input.data.length);
      const difference =
        (await total(name, along(input, way, step))) - (await total(name, along(input, way, -step)));
      const expected = difference / (2 * step);
      const error = Math.abs(dot(gradient.data, way) - expected) / Math.max(norm, 0.1);
      expect(error, `error of the gradient of ${name} along direction ${direction}`).toBeLessThanOrEqual(
        tolerance,
      );
    }
  }
  await forward.release();
}

function signs(key: string, length: number): Float32Array {
  const random = randomFromKey(1, key);
  return Float32Array.from({ length }, () => (random.uniform(-1, 1) < 0 ? -1 : 1));
}

const along = ({ shape, data }: Values, direction: ArrayLike<number>, step: number): Values => ({
  shape,
  data: Float32Array.from(data, (value, index) => value + step * direction[index]!),
});

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
}
