/** The loss that a model was compiled with, as far as it tells what the outputs mean. */
export interface TrainingLoss {
  /** Keras' name in snake case, such as `binary_crossentropy`. */
  readonly name: string;
  /** Whether it takes its inputs for logits; `undefined` for losses that do not know the word. */
  readonly fromLogits: boolean | undefined;
}

interface LossRecord {
  readonly class_name?: unknown;
  readonly config?: unknown;
}

/**
 * The loss in Keras' compile configuration, which says it in many forms: a name, a function's name in an object, an
 * object with its arguments, or one of these in a list or under an output's name.
 * @param training `training_config` of an `.h5` file, or `compile_config` of a `.keras` file
 * @returns `undefined` where the model was not compiled, or in another form
 */
export function trainingLoss(training: unknown): TrainingLoss | undefined {
  return lossOf((training as { loss?: unknown } | null | undefined)?.loss);
}

function lossOf(loss: unknown): TrainingLoss | undefined {
  if (typeof loss === 'string') return named(loss, undefined);
  if (typeof loss !== 'object' || loss === null) return undefined;
  if (Array.isArray(loss)) return loss.length === 1 ? lossOf(loss[0]) : undefined;
  const { class_name: className, config } = loss as LossRecord;
  if (className === undefined) {
    const values = Object.values(loss);
    return values.length === 1 ? lossOf(values[0]) : undefined;
  }
  if (typeof config === 'string') return named(config, undefined);
  const fromLogits = (config as { from_logits?: unknown } | undefined)?.from_logits;
  return named(String(className), typeof fromLogits === 'boolean' ? fromLogits : undefined);
}

/** For a crossentropy without arguments, Keras' default is `from_logits=False`. */
function named(name: string, fromLogits: boolean | undefined): TrainingLoss {
  const snake = name
    .slice(name.lastIndexOf('>') + 1)
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll('cross_entropy', 'crossentropy');
  return { name: snake, fromLogits: fromLogits ?? (snake.endsWith('crossentropy') ? false : undefined) };
}
