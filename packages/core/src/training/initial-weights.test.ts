import { expect, test } from 'vitest';
import { listLayers } from './initial-weights.js';

test('layers without weights are named by stage, others by their own name', () => {
  const missing = ['conv5_block1_1_conv', 'conv5_block1_1_bn', 'post_bn', 'conv1_conv', 'dense', 'dense_1'];
  expect(listLayers(missing)).toBe('conv5 (2 layers), post_bn, conv1_conv, dense, dense_1');
});
