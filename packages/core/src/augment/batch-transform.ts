import { arrange, type BatchTransform, elementwise, type Tensor } from '@giemsa/nn';
import { randomAffine } from './affine.js';
import type { AugmentationConfig } from './augmentation.js';
import { blur } from './blur.js';
import { changeColour, changesColour, randomColour } from './colour.js';

/**
 * Augmentation as part of the training graph: each image of a batch goes through its own affine map (bilinear,
 * `fill_mode='nearest'`: the border repeated) and colour change.
 * @param imageSize rows and columns of the images
 */
export function augmentationTransform(config: AugmentationConfig, imageSize: number): BatchTransform {
  const colour = changesColour(config);
  const blurs = config.blurRange > 0;
  return {
    config,
    inputs: (batchSize) => ({
      affine: { dtype: 'float32', shape: [batchSize, 2, 3] },
      ...(colour ? { colour: { dtype: 'float32' as const, shape: [batchSize, 4] } } : {}),
      ...(blurs ? { blur: { dtype: 'float32' as const, shape: [batchSize, 1, 1, 1] } } : {}),
    }),
    build: (examples, inputs) => build(examples, inputs),
    sample: (random, batchSize) => ({
      affine: eachImage(batchSize, 6, () => randomAffine(config, imageSize, random)),
      ...(colour ? { colour: eachImage(batchSize, 4, () => randomColour(config, random)) } : {}),
      ...(blurs
        ? { blur: eachImage(batchSize, 1, () => Float32Array.of(random.uniform(0, config.blurRange))) }
        : {}),
    }),
  };
}

function eachImage(batchSize: number, length: number, draw: () => Float32Array): Float32Array {
  const values = new Float32Array(batchSize * length);
  for (let image = 0; image < batchSize; image++) values.set(draw(), image * length);
  return values;
}

/** [N, H, W, 3] to [3, H, W, N] float32. */
function build(examples: Tensor, { affine, blur: share, colour }: Readonly<Record<string, Tensor>>): Tensor {
  const { graph } = examples;
  const [batch, height, width, channels] = examples.shape as [number, number, number, number];
  const images = elementwise.cast(arrange.transpose(examples, [0, 3, 1, 2]), 'float32');
  const size = graph.constant(BigInt64Array.from([batch, channels, height, width], BigInt), [4]);
  const [grid] = graph.node('AffineGrid', [affine!, size], { align_corners: 1 }, [
    { shape: [batch, height, width, 2] },
  ]);
  const attributes = { mode: 'linear', padding_mode: 'border', align_corners: 1 };
  const [moved] = graph.node('GridSample', [images, grid!], attributes, [{ shape: images.shape }]);
  const focused = share ? blur(moved!, share) : moved!;
  const coloured = colour ? changeColour(focused, colour) : focused;
  const columns = arrange.transpose(arrange.reshape(coloured, [batch, channels * height * width]), [1, 0]);
  return arrange.reshape(columns, [channels, height, width, batch]);
}
