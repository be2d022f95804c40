import type { CellModel } from '../formats/cell-model.js';
import type { Pixels } from '../pictures/resize.js';
import { cutOut, modelInput } from './crop.js';
import { inEightViews } from './eight-views.js';
import type { Box, FoundField, FoundObject } from './find/cell-finder.js';
import { apart, isLookedAt, placesIn } from './seen-parts.js';

/** A place that the model looked at. */
export interface Scored {
  readonly box: Box;
  /** Of the positive class. */
  readonly probability: number;
}

/** Objects whose crops are in memory at once: a scan of a part of a slide has thousands. */
const AT_ONCE = 512;
/** Crops that the model computes at a time: with 64 it takes 100 MB more, and answers the same bit for bit. */
const BATCH = 16;

/** Whole red cells that nothing covers: only these are counted. */
export const isCounted = ({ kind, cut, covered }: Pick<FoundObject, 'kind' | 'cut' | 'covered'>) =>
  kind === 'red cell' && !cut && !covered;

/** What the model says of each object that it looks at: of a counted cell once, of others in as many places as they have cells. */
export async function classify(
  model: CellModel,
  picture: Pixels,
  { objects, cellDiameter = 0 }: FoundField,
): Promise<Map<FoundObject, readonly Scored[]>> {
  const scored = new Map<FoundObject, readonly Scored[]>();
  for (let from = 0; from < objects.length; from += AT_ONCE) {
    const looks = objects.slice(from, from + AT_ONCE).flatMap((object) => {
      if (isLookedAt(object))
        return placesIn(picture, object, cellDiameter).map((place) => ({ object, ...place }));
      const crop = isCounted(object) ? cutOut(picture, object) : undefined;
      return crop ? [{ object, box: object.box, crop }] : [];
    });
    const probabilities = await probabilitiesOf(
      model,
      looks.map(({ crop }) => crop),
    );
    const places = new Map<FoundObject, Scored[]>();
    looks.forEach(({ object, box }, index) => {
      const place = { box, probability: probabilities[index]! };
      const known = places.get(object);
      if (known) known.push(place);
      else places.set(object, [place]);
    });
    for (const [object, own] of places) scored.set(object, apart(own, object, cellDiameter));
  }
  return scored;
}

/** All batches are ordered at once: the model does not wait for this thread between them. */
async function probabilitiesOf(model: CellModel, crops: readonly Pixels[]): Promise<number[]> {
  const batches = Array.from({ length: Math.ceil(crops.length / BATCH) }, (_, k) =>
    crops.slice(k * BATCH, (k + 1) * BATCH),
  );
  const { imageSize, predict } = inEightViews(model);
  const rows = await Promise.all(batches.map((batch) => predict(modelInput(batch, imageSize))));
  return rows.flatMap((batch) =>
    Array.from({ length: batch.length / 2 }, (_, index) => batch[2 * index + model.positiveClass]!),
  );
}
