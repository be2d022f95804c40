import type { Model } from '@giemsa/nn';
import { UnusableModel } from '../../errors/kinds.js';
import { type CellModelMetadata, parseMetadata } from '../cell-model-metadata.js';
import { type ForeignModel, foreignMetadata, type MeaningOptions, withOptions } from '../model-meaning.js';
import { scaledEntrance } from './entrance.js';
import { inputRange } from './input-range.js';
import { toProbabilities } from './output-meaning.js';
import { assemble, type KerasFile, naming, openKerasFile } from './read-model.js';
import { floatEntrance } from './structure.js';
import { trainingLoss } from './training-loss.js';

export interface KerasCellModel {
  readonly model: Model;
  readonly metadata: CellModelMetadata;
}

/**
 * A classifier of cells that Keras wrote, as one that takes bytes and gives a probability for each class. A file that
 * giemsa exported says what it means; what another one does not say is taken from the options, or assumed, and told in
 * `metadata.meaning`.
 * @throws UserError when the file cannot be used, takes no square RGB images, or what it gives is not a probability, or the
 * options do not fit it
 */
export async function readKerasCellModel(
  path: string,
  options: MeaningOptions = {},
): Promise<KerasCellModel> {
  const file = await openKerasFile(path);
  if (file.metadata !== undefined) {
    const { model, metadata } = naming(path, () => own(file));
    return { model, metadata: withOptions(metadata, options, path) };
  }
  const { model, found } = naming(path, () => ofOthers(path, file, options));
  return { model, metadata: foreignMetadata(found, options) };
}

function own({ build, weights, metadata: text }: KerasFile): KerasCellModel {
  const { model } = assemble(build(scaledEntrance('none').entrance), weights);
  const metadata = parseMetadata(text!);
  if (model.outputShape.join() === `${metadata.classNames.length}`) return { model, metadata };
  throw new UnusableModel(
    `it gives outputs of shape [${model.outputShape}], and says that its classes are ${metadata.classNames.join(', ')}`,
  );
}

function ofOthers(
  path: string,
  { build, weights, training, reordering, leftOut }: KerasFile,
  { rescale: given }: MeaningOptions,
): { model: Model; found: ForeignModel } {
  // How pixels enter depends on the network that they enter.
  const plain = build(floatEntrance);
  const rescale = inputRange(plain, reordering, weights, given);
  const scaled = scaledEntrance(rescale.name);
  const { input, output } = build(scaled.entrance);
  const probabilities = toProbabilities(output, trainingLoss(training));
  const network = { input, output: probabilities.output };
  const { model } = assemble(network, [...weights, ...scaled.weights, ...probabilities.weights]);
  const found: ForeignModel = {
    ...{ path, architecture: 'keras', imageSize: model.inputShape[0]!, sizeSource: 'file' as const },
    ...{ colorMode: 'rgb' as const, rescale, output: probabilities, classes: model.outputShape[0]! },
    leftOut: [...new Set(leftOut.map(({ className }) => className))],
  };
  return { model, found };
}
