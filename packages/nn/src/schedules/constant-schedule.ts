import { requirePositive, type Schedule } from './schedule.js';

/** The same learning rate in every step. */
export function constantSchedule(learningRate: number): Schedule {
  requirePositive('constantSchedule', 'learningRate', learningRate);
  return { config: { name: 'constant', learningRate }, learningRate: () => learningRate };
}
