import {
  type Callback,
  CheckpointStore,
  type Dataset,
  DeviceError,
  type History,
  historyCsv,
  TrainingDivergedError,
  tensorBoard,
} from '@giemsa/nn';
import { applyTransform } from '../augment/apply-transform.js';
import { imagesOf, trainingCells } from '../dataset/cells.js';
import { DeviceUnavailable, TrainingFailed } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import type { OnEvent } from '../events/events.js';
import { stepsCsv } from '../run-folder/steps.js';
import { layerMultipliers, layersUpTo } from './network.js';
import type { PreparedRun } from './prepare.js';

/**
 * Trains the run's model, from its newest checkpoint if it is resumed; the model then holds the trained weights.
 * @throws UserError when the loss is no longer finite, or the device fails
 */
export async function fitRun(run: PreparedRun, onEvent?: OnEvent): Promise<History> {
  const { model, settings, folder, cells, split, device } = run;
  const { epochs, batchSize, seed, freeze } = settings;
  const told: Callback[] = onEvent ? [tellingCallback(epochs, onEvent)] : [];
  const files = [historyCsv(folder.history), tensorBoard(folder.tensorBoard), stepsCsv(folder)];
  const callbacks = [...told, ...files];
  compileModel(run);
  const frozenLayers = (epoch: number) => {
    const stage = freeze[Math.min(epoch, freeze.length - 1)];
    return stage == null ? [] : layersUpTo(model, stage);
  };
  const classWeight = cells.classNames.map((_, index) =>
    cells.classNames.length === 2 && index === cells.positiveClass ? settings.positiveWeight : 1,
  );
  const options = { epochs, batchSize, seed, callbacks, frozenLayers, classWeight, ...onDevice(device) };
  const store = new CheckpointStore(folder.checkpoint);
  try {
    return await model.fit(trainingCells(cells, split.train), {
      ...options,
      // No bar of the engine's own.
      verbose: false,
      validationData: validationCells(run),
      checkpoints: {
        ...{ store, resume: run.resumed },
        onWarning: (reason) => onEvent?.({ type: 'warning', about: 'damaged-checkpoint', reason }),
      },
    });
  } catch (error) {
    if (error instanceof DeviceError) throw new DeviceUnavailable(error.message);
    if (!(error instanceof TrainingDivergedError)) throw error;
    throw new TrainingFailed(
      text`${error.message} Train again with ${option('learningRate')} ${error.learningRate / 10}`,
    );
  }
}

/** Makes the step by which a model is trained. */
export function compileModel({
  model,
  settings,
  optimizer,
  transform,
}: Pick<PreparedRun, 'model' | 'settings' | 'optimizer' | 'transform'>): void {
  const { loss, globalClipnorm, emaMomentum, learningRateMultipliers } = settings;
  model.compile({
    loss,
    optimizer,
    ...(transform && { transform }),
    ...(globalClipnorm !== null && { globalClipnorm }),
    ...(emaMomentum !== null && { emaMomentum }),
    learningRateMultipliers: layerMultipliers(model, learningRateMultipliers),
  });
}

const tellingCallback = (epochs: number, onEvent: OnEvent): Callback => ({
  onBatchEnd: (logs) => onEvent({ type: 'epoch-progress', ...logs }),
  onEpochEnd: (epoch, logs) => onEvent({ type: 'epoch', epoch, epochs, logs }),
});

const onDevice = ({ device, threads }: PreparedRun['device']) => ({
  ...(device && { device }),
  ...(threads !== undefined && { threads }),
});

/** The validation cells; where the recipe says so, augmented afresh for each epoch, as the tutorial's generator does. */
function validationCells({ cells, split, settings, transform }: PreparedRun) {
  const plain = trainingCells(cells, split.validation);
  if (!settings.augmentsValidation || !transform) return plain;
  const images = imagesOf(cells, split.validation);
  const positions = [...split.validation.keys()];
  const labels = Uint8Array.from(split.validation, (position) => cells.labels[position]!);
  return async (epoch: number): Promise<Dataset> => {
    const key = [settings.seed, 'validation', epoch];
    const augmented = await applyTransform(transform, images, settings.imageSize, key);
    return trainingCells({ ...cells, images: augmented, labels }, positions);
  };
}
