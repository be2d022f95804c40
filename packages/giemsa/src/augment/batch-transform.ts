import { arrange, type BatchTransform, elementwise, type Tensor } from '@giemsa/nn';
import { randomAffine } from './affine.js';
import type { AugmentationConfig } from './augmentation.js';
import { changeColour, changesColour, randomColour } from './colour.js';

/**
 * Augmentation as part of the training graph: each image of a batch goes through its own affine map (bilinear,
 * `fill_mode='nearest'`: the border repeated) and colour change.
 * @param imageSize rows and columns of the images
 */
export function augmentationTransform(config: AugmentationConfig, imageSize: number): BatchTransform {
  const colour = changesColour(config);
  return {
    config,
    inputs: (batchSize) => ({
      affine: { dtype: 'float32', shape: [batchSize, 2, 3] },
      ...(colour ? { colour: { dtype: 'float32' as const, shape: [batchSize, 4] } } : {}),
    }),
    build: (examples, inputs) => build(examples, inputs.affine!, inputs.colour),
    sample: (random, batchSize) => ({
      affine: eachImage(batchSize, 6, () => randomAffine(config, imageSize, random)),
      ...(colour ? { colour: eachImage(batchSize, 4, () => randomColour(config, random)) } : {}),
    }),
  };
}

function eachImage(batchSize: number, length: number, draw: () => Float32Array): Float32Array {
  const values = new Float32Array(batchSize * length);
  for (let image = 0; image < batchSize; image++) values.set(draw(), image * length);
  return values;
}

/** [N, H, W, 3] to [3, H, W, N] float32. */
function build(examples: Tensor, affine: Tensor, colour: Tensor | undefined): Tensor {
  const { graph } = examples;
  const [batch, height, width, channels] = examples.shape as [number, number, number, number];
  const images = elementwise.cast(arrange.transpose(examples, [0, 3, 1, 2]), 'float32');
  const size = graph.constant(BigInt64Array.from([batch, channels, height, width], BigInt), [4]);
  const [grid] = graph.node('AffineGrid', [affine, size], { align_corners: 1 }, [
    { shape: [batch, height, width, 2] },
  ]);
  const attributes = { mode: 'linear', padding_mode: 'border', align_corners: 1 };
  const [moved] = graph.node('GridSample', [images, grid!], attributes, [{ shape: images.shape }]);
  const coloured = colour ? changeColour(moved!, colour) : moved!;
  const columns = arrange.transpose(arrange.reshape(coloured, [batch, channels * height * width]), [1, 0]);
  return arrange.reshape(columns, [channels, height, width, batch]);
}
