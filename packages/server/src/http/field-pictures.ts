import { createHash } from 'node:crypto';
import type { Pixels } from '@giemsa/core';
import { heatLayerPng } from '@giemsa/core/internal/explain/heat-picture';
import { cutOut, modelInput, surroundings } from '@giemsa/core/internal/smear/crop';
import { inEightViews } from '@giemsa/core/internal/smear/eight-views';
import type { SmearCell } from '@giemsa/core/smear';
import sharp from 'sharp';
import { decodePixelsApart } from '../decode/decode.js';
import type { ModelEntry } from '../models/registry.js';
import type { Picture } from '../storage/pictures.js';
import type { Context } from './context.js';
import { Problem } from './problem.js';

/** Shortest side of a cell that is shown. */
const SHOWN_CELL = 192;

type Outlined = Pick<SmearCell, 'outline' | 'box'>;

/** A cell as the model sees it: its box, black outside its outline. */
export function shownCell(context: Context, picture: Picture, cell: Outlined): Promise<Buffer> {
  return context.files.made(picture.sha256, `cell-${keyOf(cell)}.png`, async () => {
    const { data, width, height } = await cropOf(context, picture, cell);
    return sharp(data, { raw: { width, height, channels: 3 } })
      .resize(...shownSize(width, height), { fit: 'fill', kernel: 'cubic' })
      .png()
      .toBuffer();
  });
}

/** A cell with what lies around it, in a square as far as the picture reaches. @param box has a pixel in the picture */
export function shownPlace(
  { files }: Context,
  { sha256, name }: Picture,
  box: readonly [number, number, number, number],
): Promise<Buffer> {
  return files.made(sha256, `place-${box.join('-')}.png`, async () => {
    const picture = await decodePixelsApart(await files.read(sha256), name);
    const place = surroundings(picture, squareOf(box, picture));
    return sharp(place.data, { raw: { width: place.width, height: place.height, channels: 3 } })
      .resize(SHOWN_CELL, SHOWN_CELL, { fit: 'inside', kernel: 'cubic' })
      .png()
      .toBuffer();
  });
}

/** About the middle of a box, as large as its longer side, moved into the picture. */
function squareOf(
  [left, top, width, height]: readonly [number, number, number, number],
  picture: Pick<Pixels, 'width' | 'height'>,
): [number, number, number, number] {
  const side = Math.min(Math.max(width, height), picture.width, picture.height);
  const moved = (from: number, length: number, room: number) =>
    Math.min(Math.max(0, Math.round(from + length / 2 - side / 2)), room - side);
  return [moved(left, width, picture.width), moved(top, height, picture.height), side, side];
}

/** The cell's heat map by a model, as a transparent layer of the same size. */
export function cellHeat(
  context: Context,
  picture: Picture,
  cell: Outlined,
  entry: ModelEntry,
): Promise<Buffer> {
  const name = `cell-${keyOf(cell)}-heat-${entry.sha256.slice(0, 16)}.png`;
  return context.files.made(picture.sha256, name, async () => {
    const crop = await cropOf(context, picture, cell);
    const explainer = await context.models.explainer(entry);
    const [explanation] = await explainer.explain([modelInput([crop], entry.metadata.imageSize)]);
    return sharp(await heatLayerPng(explanation!))
      .resize(...shownSize(crop.width, crop.height), { fit: 'fill' })
      .png()
      .toBuffer();
  });
}

/** What the model says about a cell with a new outline. */
export async function cellProbability(
  context: Context,
  picture: Picture,
  cell: Outlined,
  entry: ModelEntry,
): Promise<number> {
  const crop = await context.files.inTurn(() => cropOf(context, picture, cell));
  const model = inEightViews(await context.models.predictor(entry));
  const rows = await model.predict(modelInput([crop], model.imageSize));
  return rows[model.positiveClass]!;
}

async function cropOf({ files }: Context, { sha256, name }: Picture, cell: Outlined): Promise<Pixels> {
  const crop = cutOut(await decodePixelsApart(await files.read(sha256), name), cell);
  if (crop) return crop;
  throw new Problem('no-cell', 'The outline contains no pixel of the picture; draw it around the cell.');
}

const keyOf = ({ outline }: Outlined): string =>
  createHash('sha256').update(JSON.stringify(outline)).digest('hex').slice(0, 24);

function shownSize(width: number, height: number): [number, number] {
  const zoom = Math.max(1, SHOWN_CELL / Math.min(width, height));
  return [Math.round(width * zoom), Math.round(height * zoom)];
}
