import type { SaveOptions } from '@giemsa/nn';
import { interpolationOf } from '../pictures/resize.js';
import { type CellModelMetadata, toMetadataProps } from './cell-model-metadata.js';

/** The graph resizes as the pictures of its training were resized. */
export const anySize = ({ resizeRule }: Pick<CellModelMetadata, 'resizeRule'>) =>
  ({ imageSize: 'any', interpolation: interpolationOf(resizeRule) }) as const;

/** How the ONNX file of a model of cells is written: for uint8 images of any size, with all that is needed to use it inside. */
export const onnxOptions = (metadata: CellModelMetadata): SaveOptions => ({
  ...anySize(metadata),
  metadata: toMetadataProps(metadata),
  documentation: `Classifies images of single blood cells: ${metadata.classNames.join(', ')}. Research use only.`,
});
