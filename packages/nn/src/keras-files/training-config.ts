import type { LossName } from '../losses/losses.js';
import { kerasObject } from './layer-config.js';
import type { TrainingRecord } from './trained-network.js';

/** Keras' optimizer with the learning rate of the next step as a number: schedules are not written. */
export function kerasOptimizer(training: TrainingRecord) {
  const { optimizer, emaMomentum, globalClipnorm, learningRate } = training;
  const shared = {
    ...{ name: optimizer.name, learning_rate: learningRate, weight_decay: null },
    ...{ clipnorm: null, global_clipnorm: globalClipnorm, clipvalue: null },
    ...{ use_ema: emaMomentum !== null, ema_momentum: emaMomentum ?? 0.99, ema_overwrite_frequency: null },
  };
  if (optimizer.name === 'sgd') {
    const { momentum, nesterov } = optimizer;
    return kerasObject('keras.optimizers', 'SGD', { ...shared, name: 'SGD', momentum, nesterov });
  }
  const { beta1, beta2, epsilon } = optimizer;
  const adam = { ...shared, beta_1: beta1, beta_2: beta2, epsilon, amsgrad: false };
  return optimizer.name === 'adamw'
    ? kerasObject('keras.optimizers', 'AdamW', { ...adam, weight_decay: optimizer.weightDecay })
    : kerasObject('keras.optimizers', 'Adam', adam);
}

const LOSS_CLASSES: Record<LossName, string> = {
  binary_crossentropy: 'BinaryCrossentropy',
  categorical_crossentropy: 'CategoricalCrossentropy',
  sparse_categorical_crossentropy: 'SparseCategoricalCrossentropy',
  mean_squared_error: 'MeanSquaredError',
  mean_absolute_error: 'MeanAbsoluteError',
};

export function kerasLoss({ loss: { name, fromLogits = false, labelSmoothing = 0 } }: TrainingRecord) {
  const isSmoothed = name === 'binary_crossentropy' || name === 'categorical_crossentropy';
  const config = {
    ...{ name, reduction: 'sum_over_batch_size' },
    ...(name.endsWith('_crossentropy') && { from_logits: fromLogits }),
    ...(isSmoothed && { label_smoothing: labelSmoothing, axis: -1 }),
  };
  return kerasObject('keras.losses', LOSS_CLASSES[name], config);
}

/** What `model.compile` was called with. */
export const kerasCompileConfig = (training: TrainingRecord) => ({
  loss: kerasLoss(training),
  loss_weights: null,
  metrics: ['accuracy'],
  weighted_metrics: null,
  run_eagerly: false,
  steps_per_execution: 1,
  jit_compile: false,
});
