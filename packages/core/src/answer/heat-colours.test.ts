import { expect, test } from 'vitest';
import { heatColour, heatGradient, heatLayer } from './heat-colours.js';

test('the layer goes from a clear orange to a strong yellow; what is beyond [0, 1] is cut', () => {
  const layer = heatLayer({ heat: Float32Array.of(-1, 0, 0.5, 2), size: 2 });
  expect([...layer]).toEqual([213, 94, 0, 0, 213, 94, 0, 0, 234, 167, 40, 108, 255, 240, 80, 217]);
});

test('the legend shows the colours of the map, as strong as in it', () => {
  expect(heatColour(1)).toEqual([255, 240, 80, 0.85]);
  expect(heatGradient('heat')).toBe(
    '<linearGradient id="heat"><stop offset="0" stop-color="rgb(213,94,0)" stop-opacity="0"/>' +
      '<stop offset="1" stop-color="rgb(255,240,80)" stop-opacity="0.85"/></linearGradient>',
  );
});
