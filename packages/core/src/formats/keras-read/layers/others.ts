import {
  add,
  average,
  concatenate,
  dropout,
  type LayerCall,
  maximum,
  minimum,
  multiply,
  rescaling,
  spatialDropout2D,
  subtract,
} from '@giemsa/nn';
import { z } from 'zod';
import { type LayerReader, lastAxis, options, parse } from './reader.js';

type Merging = (options: { readonly name: string }) => LayerCall;
const merging =
  (layer: Merging): LayerReader =>
  (source) =>
    layer(options(source));

const perChannel = z.union([z.number(), z.array(z.number())]);

export const otherReaders: Readonly<Record<string, LayerReader>> = {
  Add: merging(add),
  Average: merging(average),
  Concatenate: (source) =>
    concatenate({ ...options(source), axis: parse(source, { axis: z.number().default(-1) }).axis }),
  Dropout(source) {
    const noise = z.array(z.number().nullable()).nullish();
    const { rate, noise_shape } = parse(source, { rate: z.number(), noise_shape: noise });
    return dropout({ ...options(source), rate, ...(noise_shape && { noiseShape: noise_shape }) });
  },
  Maximum: merging(maximum),
  Minimum: merging(minimum),
  Multiply: merging(multiply),
  Rescaling(source) {
    const { scale, offset } = parse(source, { scale: perChannel, offset: perChannel.default(0) });
    return rescaling({ ...options(source), scale, offset });
  },
  SpatialDropout2D(source) {
    const { rate } = parse(source, { rate: z.number(), data_format: lastAxis });
    return spatialDropout2D({ ...options(source), rate });
  },
  Subtract: merging(subtract),
};

/** Layers that pass their input on when predicting: augmentation, noise, and what only adds to a loss. */
export const PASSING_ON: ReadonlySet<string> = new Set([
  ...['ActivityRegularization', 'AlphaDropout', 'GaussianDropout', 'GaussianNoise', 'Identity'],
  ...['AugMix', 'CutMix', 'MixUp', 'RandAugment'],
  ...['RandomBrightness', 'RandomColorDegeneration', 'RandomColorJitter', 'RandomContrast'],
  ...['RandomElasticTransform', 'RandomErasing', 'RandomFlip', 'RandomGaussianBlur', 'RandomGrayscale'],
  ...['RandomHeight', 'RandomHue', 'RandomInvert', 'RandomPerspective', 'RandomPosterization'],
  ...['RandomRotation', 'RandomSaturation', 'RandomSharpness', 'RandomShear', 'RandomTranslation'],
  ...['RandomWidth', 'RandomZoom'],
]);
