import { fitPixels } from '@giemsa/core';
import { heatLayerPng } from '@giemsa/core/internal/explain/heat-picture';
import sharp from 'sharp';
import { decodePixelsApart } from '../decode/decode.js';
import type { ModelEntry } from '../models/registry.js';
import type { Picture } from '../storage/pictures.js';
import type { Context } from './context.js';

/** Longest side of a cell that is shown. */
const SHOWN_SIDE = 320;
/** Longest side of a field that is shown; WebP has no more than 16,383. */
const SHOWN_FIELD = 8192;

/** A picture as pages show it: decoded and written again, so nothing of the upload reaches a browser as it was. */
export const shownPicture = (context: Context, picture: Picture): Promise<Buffer> =>
  shownWithin(SHOWN_SIDE, context, picture);

/** A whole field to zoom into, in its own resolution. */
export const shownField = (context: Context, picture: Picture): Promise<Buffer> =>
  shownWithin(SHOWN_FIELD, context, picture);

function shownWithin(side: number, { files }: Context, { sha256, name }: Picture): Promise<Buffer> {
  return files.made(sha256, `shown-${side}.webp`, async () => {
    const { data, width, height } = await decodePixelsApart(await files.read(sha256), name);
    return sharp(data, { raw: { width, height, channels: 3 } })
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 90 })
      .toBuffer();
  });
}

/** Its heat map by a model, as a transparent layer of the picture's proportions. */
export function heatPicture(
  { files, models }: Context,
  { sha256, name, width, height }: Picture,
  entry: ModelEntry,
): Promise<Buffer> {
  return files.made(sha256, `heat-${entry.sha256.slice(0, 16)}.png`, async () => {
    const { imageSize, colorMode, resizeRule } = entry.metadata;
    const options = { width: imageSize, height: imageSize, colorMode, resizeRule };
    const explainer = await models.explainer(entry);
    const [explanation] = await explainer.explain([
      fitPixels(await decodePixelsApart(await files.read(sha256), name), options),
    ]);
    // The model sees every picture as a square; the layer has to lie on the picture as it is shown.
    const zoom = SHOWN_SIDE / Math.max(width, height);
    return sharp(await heatLayerPng(explanation!))
      .resize(Math.max(1, Math.round(width * zoom)), Math.max(1, Math.round(height * zoom)), { fit: 'fill' })
      .png()
      .toBuffer();
  });
}
