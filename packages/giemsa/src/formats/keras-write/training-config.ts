import { kerasObject } from './layer-config.js';
import type { TrainingRecord } from './trained-model.js';

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

export function kerasLoss({ loss: { name, fromLogits = false, labelSmoothing = 0 } }: TrainingRecord) {
  const className = name === 'binary_crossentropy' ? 'BinaryCrossentropy' : 'CategoricalCrossentropy';
  const config = {
    ...{ name, reduction: 'sum_over_batch_size', from_logits: fromLogits },
    ...{ label_smoothing: labelSmoothing, axis: -1 },
  };
  return kerasObject('keras.losses', className, config);
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
