import { input, Model, rescaling as rescale } from '@giemsa/nn';
import { InvalidOption } from '../errors/kinds.js';
import { resnet14v2 } from './resnet14v2.js';
import { resnet18v2 } from './resnet18v2.js';
import { resnet50v2 } from './resnet50v2.js';
import { resnet50v2Conv3 } from './resnet50v2-conv3.js';
import { resnet50v2Conv3AvgMax } from './resnet50v2-conv3-avgmax.js';
import { resnet50v2Conv4 } from './resnet50v2-conv4.js';
import { tinyResnet } from './tiny-resnet.js';

const ARCHITECTURES = {
  resnet50v2,
  'resnet50v2-conv4': resnet50v2Conv4,
  'resnet50v2-conv3': resnet50v2Conv3,
  'resnet50v2-conv3-avgmax': resnet50v2Conv3AvgMax,
  resnet18v2,
  resnet14v2,
  'tiny-resnet': tinyResnet,
} as const;

/** Name of a network that `buildModel` builds. */
export type ArchitectureName = keyof typeof ARCHITECTURES;
/** Names of all networks that `buildModel` builds. */
export const ARCHITECTURE_NAMES = Object.keys(ARCHITECTURES) as ArchitectureName[];

/** Size, classes and scaling of a network. `imageSize` is rows and columns of the picture, in pixels. */
export interface BuildOptions {
  readonly imageSize: number;
  readonly classes: number;
  readonly rescaling: { readonly scale: number; readonly offset: number };
  /** Seed of the initial weights. */
  readonly seed: number;
}

/**
 * A model for uint8 RGB cells, [None, imageSize, imageSize, 3], with a softmax output for each class.
 * @throws UserError with the list of architectures when there is none of that name
 */
export function buildModel(name: string, { imageSize, classes, rescaling, seed }: BuildOptions): Model {
  const architecture = ARCHITECTURES[name as ArchitectureName];
  if (!architecture)
    throw new InvalidOption(
      'architecture',
      name,
      `unknown architecture "${name}"; architectures are ${ARCHITECTURE_NAMES.join(', ')}`,
    );
  const images = input({ shape: [imageSize, imageSize, 3], dtype: 'uint8', name: 'images' });
  const scaled = rescale({ ...rescaling, name: 'rescaling' })(images);
  return new Model({ input: images, output: architecture(scaled, classes), name, seed });
}
