import { z } from 'zod';
import { UnusableModel } from '../../errors/kinds.js';
import { UserError } from '../../errors/user-error.js';
import { activationReaders } from './layers/activations.js';
import { convolutionReaders } from './layers/convolutions.js';
import { normalizationReaders } from './layers/normalizations.js';
import { otherReaders, PASSING_ON } from './layers/others.js';
import type { Built, KerasLayerRecord, LayerReader, LayerSource } from './layers/reader.js';
import { shapeReaders } from './layers/shapes.js';

const readInside = ({ class_name, config }: KerasLayerRecord, source: LayerSource): Built =>
  layerFromConfig({ ...source, className: class_name, config });

const LAYERS: Readonly<Record<string, LayerReader>> = {
  ...activationReaders(readInside),
  ...convolutionReaders(readInside),
  ...normalizationReaders,
  ...shapeReaders,
  ...otherReaders,
};

/**
 * The layer that a Keras configuration describes.
 * @throws UserError that names the layer, and what of it is not supported
 */
export function layerFromConfig(source: LayerSource): Built {
  const { className, name, config } = source;
  const read = Object.hasOwn(LAYERS, className) ? LAYERS[className]! : undefined;
  if (!read) throw new UnusableModel(unsupported(source));
  const refused = (error: unknown) => {
    if (error instanceof UserError) return error;
    const reason = error instanceof z.ZodError ? describe(error, config) : (error as Error).message;
    return new UnusableModel(`the layer "${name}" (${className}) is not supported: ${reason}`);
  };
  try {
    const layer = read(source);
    return (inputs) => {
      try {
        return layer(inputs);
      } catch (error) {
        throw refused(error);
      }
    };
  } catch (error) {
    throw refused(error);
  }
}

function unsupported({ className, name }: LayerSource): string {
  if (className === 'Lambda') {
    return `the layer "${name}" is a Lambda: only Python can run its code. Replace it by a layer such as Rescaling, and save the model again`;
  }
  const known = [...Object.keys(LAYERS), ...PASSING_ON].sort();
  return `the layer "${name}" is a ${className}, which is not supported; supported are ${known.join(', ')}`;
}

function describe({ issues }: z.ZodError, config: Readonly<Record<string, unknown>>): string {
  return issues
    .map(({ path, message }) => `${path.join('.')} = ${JSON.stringify(config[String(path[0])])} (${message})`)
    .join('; ');
}
