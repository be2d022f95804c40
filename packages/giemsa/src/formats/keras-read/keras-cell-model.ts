import { input, type Model, rescaling } from '@giemsa/nn';
import { RESIZE_RULE } from '../../dataset/resize.js';
import { UserError } from '../../errors.js';
import type { CellModelMetadata } from '../cell-model-metadata.js';
import { readKerasModel } from './read-model.js';
import { sigmoidToSoftmax } from './sigmoid-to-softmax.js';
import type { Entrance } from './structure.js';

/** A Keras file does not say what its classes are called; these are the tutorial's folders in Keras' order. */
const CLASS_NAMES = ['Parasitized', 'Uninfected'];

/** The tutorial's generator: `rescale=1/255`. */
const TUTORIAL_RESCALING = { scale: 1 / 255, offset: 0 };

export interface KerasCellModel {
  readonly model: Model;
  readonly metadata: CellModelMetadata;
}

/**
 * A classifier of cells that Keras wrote, as one that takes bytes: as it is where it has a `Rescaling` layer, else
 * behind the tutorial's `x / 255`. One sigmoid output, the probability of class 1 (Uninfected), becomes the two
 * probabilities that it stands for.
 * @throws UserError when the file cannot be used, takes no square RGB images, or has other than two classes
 */
export async function readKerasCellModel(path: string): Promise<KerasCellModel> {
  const read = await readKerasModel(path, (config) => (rescales(config) ? bytes : scaledBytes));
  const model = read.model.outputShape[0] === 1 ? sigmoidToSoftmax(path, read) : read.model;
  if (model.outputShape.length !== 1 || model.outputShape[0] !== CLASS_NAMES.length) {
    throw new UserError(
      `${path} gives outputs of shape [${model.outputShape}]; expected 2 classes or one sigmoid`,
    );
  }
  return { model, metadata: metadataOf(model) };
}

function metadataOf(model: Model): CellModelMetadata {
  const { layer } = model.layers.find((node) => node.layer.className === 'Rescaling')!;
  return {
    classNames: CLASS_NAMES,
    positiveClass: 0,
    threshold: 0.5,
    imageSize: model.inputShape[0]!,
    resizeRule: RESIZE_RULE,
    colorMode: 'rgb',
    rescaling: layer.config as CellModelMetadata['rescaling'],
    architecture: 'keras',
    recipe: 'keras',
    dataFingerprint: 'unknown',
  };
}

/** Whether a model configuration holds a `Rescaling` layer, in it or in a model inside it. */
function rescales(config: unknown): boolean {
  if (typeof config !== 'object' || config === null) return false;
  if ((config as { class_name?: unknown }).class_name === 'Rescaling') return true;
  return Object.values(config).some(rescales);
}

const bytes: Entrance = (shape, name) => {
  if (shape.length !== 3 || shape[2] !== 3 || shape[0] !== shape[1])
    throw new UserError(`it takes inputs of shape [${shape}]; expected square RGB images`);
  return input({ shape, dtype: 'uint8', name });
};

const scaledBytes: Entrance = (shape, name) =>
  rescaling({ ...TUTORIAL_RESCALING, name: 'giemsa_rescaling' })(bytes(shape, name));
