import type { Network } from '../network/network.js';
import { DeviceError } from '../runtime/device.js';
import { TrainingBuffers } from './training-buffers.js';
import type { TrainingSettings } from './training-graph.js';
import { type StepResult, TrainingStep } from './training-step.js';

/** Losses of the two may differ by this share: some devices round products to 10 bits. */
const LOSS_TOLERANCE = 0.01;
/** The cosine between the two changes of the weights is at least this. */
const LIKENESS = 0.9;

/** A training that is about to begin on a device. */
export interface PlannedTraining {
  readonly device: string;
  readonly threads: number | undefined;
  /** Whose weights the buffers hold. */
  readonly whole: Network;
  /** What the step trains: the whole, or what is behind its frozen layers. */
  readonly model: Network;
  readonly settings: TrainingSettings;
  readonly batchSize: number;
}

/**
 * Compares the first step of a training on a device with the same step on the cpu: a device that computes an operator wrongly
 * would otherwise train to nothing, without an error.
 * @param run a step on a batch, on copies of the buffers
 * @throws DeviceError when the losses, or the directions in which the weights change, are not the same
 */
export async function compareWithCpu(
  { device, threads, whole, model, settings, batchSize }: PlannedTraining,
  step: TrainingStep,
  before: TrainingBuffers,
  run: (step: TrainingStep, buffers: TrainingBuffers) => Promise<StepResult>,
): Promise<void> {
  const first = async (on: TrainingStep) => {
    const buffers = new TrainingBuffers(whole, settings.optimizer, settings.emaMomentum !== undefined);
    buffers.restore(before.tensors());
    return { loss: (await run(on, buffers)).loss, buffers };
  };
  const here = await first(step);
  const cpu = { keepMemory: false, ...(threads !== undefined && { threads }) };
  const cpuStep = await TrainingStep.compile(model, settings, batchSize, cpu);
  const there = await first(cpuStep).finally(() => cpuStep.release());
  const names = model.trainableWeights().map(({ name }) => name);
  const likeness = cosine(before, names, here.buffers, there.buffers);
  const same = Math.abs(here.loss - there.loss) <= LOSS_TOLERANCE * Math.max(1, Math.abs(there.loss));
  if (same && likeness >= LIKENESS) return;
  throw new DeviceError(
    `device "${device}" computes other values than the cpu: the first step has loss ${here.loss.toFixed(5)} there and ` +
      `${there.loss.toFixed(5)} on the cpu, and the changes of the weights have a cosine of ${likeness.toFixed(2)}, expected ` +
      `at least ${LIKENESS}. Nothing was trained. Train on the cpu, or try a newer driver.`,
  );
}

/** Between the changes that two steps made; 1 where nothing changed. */
function cosine(
  before: TrainingBuffers,
  weights: readonly string[],
  a: TrainingBuffers,
  b: TrainingBuffers,
): number {
  let [product, squareA, squareB] = [0, 0, 0];
  for (const name of weights) {
    const start = before.current[name]!.data;
    const [ofA, ofB] = [a.current[name]!.data, b.current[name]!.data];
    for (let index = 0; index < start.length; index++) {
      const changeA = ofA[index]! - start[index]!;
      const changeB = ofB[index]! - start[index]!;
      product += changeA * changeB;
      squareA += changeA * changeA;
      squareB += changeB * changeB;
    }
  }
  return squareA === 0 && squareB === 0 ? 1 : product / Math.sqrt(squareA * squareB);
}
