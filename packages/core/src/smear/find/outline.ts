import type { Basins } from './basins.js';
import type { FoundObject, Outline } from './cell-finder.js';
import { type Mat, type OpenCv, withMats } from './opencv.js';
import type { Region } from './region.js';

/** Whose basin is whose: the index of the region of each basin, -1 for none. */
export interface Ownership {
  readonly basins: Basins;
  readonly owner: Int32Array;
}

/** Bays and tails narrower than this share of a diameter are no part of a cell's shape. */
const NARROW = 0.3;
/**
 * The threshold runs through the middle of a cell's blurred edge, and half of the edge is the cell's too: the outline lies this
 * share of a diameter further out, where no other cell is.
 */
export const EDGE = 0.03;

/**
 * The region's outline, box and area in the whole picture. Narrow bays, which a pale center open to one side leaves, are filled,
 * and narrow tails, which smears beside a cell leave, are cut off. It runs along the outer side of the cell's edge.
 * @param diameter of the usual cell at the working scale
 * @returns undefined for a region too thin to have any outline
 */
export function outlineOf(
  cv: OpenCv,
  region: Region,
  index: number,
  { basins, owner }: Ownership,
  { diameter, full }: { diameter: number; full: Mat },
): Pick<FoundObject, 'outline' | 'box' | 'area' | 'cut'> | undefined {
  const { labels, width, height } = basins;
  const [sx, sy] = [full.cols / width, full.rows / height];
  const left = Math.min(...region.left);
  const columns = Math.max(...region.right) - left + 1;
  const rows = region.left.length;
  const margin = Math.ceil(NARROW * diameter);
  return withMats((keep) => {
    const [patchHeight, patchWidth] = [rows + 2 * margin, columns + 2 * margin];
    const patch = keep(cv.Mat.zeros(patchHeight, patchWidth, cv.CV_8UC1));
    const free = keep(cv.Mat.zeros(patchHeight, patchWidth, cv.CV_8UC1));
    const [own, unowned] = [patch.data, free.data];
    const [x0, y0] = [left - margin, region.top - margin];
    for (let y = Math.max(0, y0); y < Math.min(height, y0 + patchHeight); y++) {
      for (let x = Math.max(0, x0); x < Math.min(width, x0 + patchWidth); x++) {
        const label = labels[y * width + x]!;
        const at = (y - y0) * patchWidth + x - x0;
        const isOwn = label > 0 && owner[label] === index;
        if (isOwn) own[at] = 255;
        if (isOwn || label <= 0) unowned[at] = 255;
      }
    }
    const radius = (NARROW * diameter) / 2;
    dilate(cv, patch, radius);
    erode(cv, patch, radius - EDGE * diameter);
    cv.bitwise_and(patch, free, patch);
    erode(cv, patch, radius);
    dilate(cv, patch, radius);
    const contours = keep(new cv.MatVector());
    cv.findContours(patch, contours, keep(new cv.Mat()), cv.RETR_EXTERNAL, cv.CHAIN_APPROX_SIMPLE);
    let largest: Mat | undefined;
    for (let k = 0; k < contours.size(); k++) {
      const contour = keep(contours.get(k));
      if (!largest || cv.arcLength(contour, true) > cv.arcLength(largest, true)) largest = contour;
    }
    if (!largest || cv.arcLength(largest, true) < 8) return undefined;
    // `slice` gives back what a growing list holds in reserve: outlines are most of what a run keeps.
    const outline = Array.from(largest.data32S, (value, k) =>
      k % 2 === 0 ? (value + x0 + 0.5) * sx : (value + y0 + 0.5) * sy,
    ).slice();
    const bounds = cv.boundingRect(largest);
    const box = [
      Math.round((bounds.x + x0) * sx),
      Math.round((bounds.y + y0) * sy),
      Math.round(bounds.width * sx),
      Math.round(bounds.height * sy),
    ] as const;
    const cut = left <= 0 || region.top <= 0 || left + columns >= width || region.top + rows >= height;
    return { outline: outline as Outline, box, area: cv.countNonZero(patch) * sx * sy, cut };
  });
}

/** By a disc, through the distance transform: its time does not grow with the radius. */
function dilate(cv: OpenCv, mask: Mat, radius: number): void {
  cv.bitwise_not(mask, mask);
  erode(cv, mask, radius);
  cv.bitwise_not(mask, mask);
}

function erode(cv: OpenCv, mask: Mat, radius: number): void {
  withMats((keep) => {
    const distance = keep(new cv.Mat());
    cv.distanceTransform(mask, distance, cv.DIST_L2, cv.DIST_MASK_3);
    cv.threshold(distance, distance, radius, 255, cv.THRESH_BINARY);
    distance.convertTo(mask, cv.CV_8U);
  });
}
