import type { SymbolicTensor } from '@giemsa/nn';
import { truncatedResnet50v2 } from './resnet-v2.js';

/**
 * `resnet50v2-conv3` with maximum pooling beside the mean, what `models/smear` is. A ring is small: of the places of
 * conv3's maps it fills one, of which a mean keeps little.
 */
export const resnet50v2Conv3AvgMax = (x: SymbolicTensor, classes: number): SymbolicTensor =>
  truncatedResnet50v2(x, classes, { stages: 2, pooling: 'avgmax' });
