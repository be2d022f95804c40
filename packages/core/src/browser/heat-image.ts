import { heatLayer } from '../answer/heat-colours.js';
import type { Explanation } from '../explain/explainer.js';

/**
 * A heat map as a transparent PNG to lay over its picture, in the colours of `giemsa explain`.
 * @param width of the picture in pixels: the model sees a square, the map has to lie on the picture as it is
 * @param height of the picture in pixels
 */
export async function heatImage(
  explanation: Pick<Explanation, 'heat' | 'size'>,
  width: number,
  height: number,
): Promise<Blob> {
  const { size } = explanation;
  const small = new OffscreenCanvas(size, size);
  small.getContext('2d')!.putImageData(new ImageData(heatLayer(explanation), size, size), 0, 0);
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')!.drawImage(small, 0, 0, width, height);
  return canvas.convertToBlob();
}
