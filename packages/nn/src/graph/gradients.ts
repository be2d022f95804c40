import { add } from './elementwise.js';
import type { Tensor } from './tensor.js';
import { sameShape } from './tensor.js';

/**
 * Reverse-mode automatic differentiation over a graph's tape.
 * Emits the nodes that compute the gradient of a scalar `loss` with respect to each of `sources`, and only those:
 * operators that no source reaches (frozen layers, the input image) get no gradient nodes.
 * @returns one tensor for each source, of the source's shape; `null` where the loss does not depend on it.
 * @throws RangeError when `loss` is no scalar, or when an operator returns a gradient of a wrong shape.
 * Source: Griewank & Walther, Evaluating Derivatives, 2nd edition, chapter 3.
 */
export function gradients(loss: Tensor, sources: readonly Tensor[]): (Tensor | null)[] {
  if (loss.shape.length !== 0) {
    throw new RangeError(`gradients: the loss must be a scalar, received shape [${loss.shape.join(', ')}]`);
  }
  const graph = loss.graph;
  const entries = [...graph.tape];
  const reached = new Set<Tensor>(sources);
  for (const entry of entries) {
    if (entry.inputs.some((input) => reached.has(input))) reached.add(entry.output);
  }
  const gradientOf = new Map<Tensor, Tensor>([[loss, graph.scalar(1)]]);
  for (const entry of entries.reverse()) {
    const outputGradient = gradientOf.get(entry.output);
    if (!outputGradient || !reached.has(entry.output)) continue;
    const inputGradients = entry.gradient(outputGradient);
    entry.inputs.forEach((input, index) => {
      const gradient = inputGradients[index];
      if (!gradient || !reached.has(input)) return;
      if (!sameShape(gradient.shape, input.shape)) {
        throw new RangeError(
          `gradient of input ${index} (${input.name}) into ${entry.output.name} has shape ` +
            `[${gradient.shape.join(', ')}], expected [${input.shape.join(', ')}]`,
        );
      }
      const earlier = gradientOf.get(input);
      gradientOf.set(input, earlier ? add(earlier, gradient) : gradient);
    });
  }
  return sources.map((source) => gradientOf.get(source) ?? null);
}
