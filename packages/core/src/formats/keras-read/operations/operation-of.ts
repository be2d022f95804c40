import { UnusableModel } from '../../../errors/kinds.js';
import type { KerasLayer } from '../config.js';
import { OPERATIONS, type OperationCall } from './operations.js';
import type { Value } from './value.js';

/**
 * The function that a `TFOpLambda` or `SlicingOpLambda` of Keras 2, or an operation of Keras 3, stands for.
 * @returns nothing for a layer
 * @throws UserError that names the function when it is not supported
 */
export function operationOf(layer: KerasLayer): ((call: OperationCall) => Value) | undefined {
  const isLambda = layer.className === 'TFOpLambda' || layer.className === 'SlicingOpLambda';
  if (!isLambda && !layer.isOperation) return undefined;
  const called = isLambda ? `tf.${String(layer.config.function)}` : layer.className;
  const name = isLambda ? called.split('.').at(-1)! : snakeCase(layer.className);
  const title = `the layer "${layer.name}" is the function ${called}${isLambda ? ` (${layer.className})` : ''} in the graph`;
  const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name]! : undefined;
  if (!operation) {
    const known = Object.keys(OPERATIONS).sort().join(', ');
    throw new UnusableModel(`${title}, which is not supported; supported are ${known}`);
  }
  return (call) => {
    try {
      // Keras 3 keeps arguments that are not tensors in the operation's configuration.
      return operation(
        isLambda ? call : { ...call, kwargs: { ...(layer.config as object), ...call.kwargs } },
      );
    } catch (error) {
      throw new UnusableModel(`${title}, which is not supported: ${(error as Error).message}`);
    }
  };
}

/** `TrueDivide` is `true_divide`, `GetItem` is `getitem` as in Keras 2. */
const snakeCase = (name: string): string =>
  name === 'GetItem' ? 'getitem' : name.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
