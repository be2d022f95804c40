import { type Mat, type OpenCv, withMats } from './opencv.js';
import type { StainMap } from './stain.js';

/** Holes up to this share of a cell are its pale center, if they are as round as one. */
const LARGEST_PALLOR = 0.45;
const PALLOR_SOLIDITY = 0.85;
/** Holes up to this share are filled whatever their shape. */
const SPECK = 0.03;

/**
 * Where the film is stained: the best channel over Otsu's threshold, specks and threads removed, touching cells parted, pale centers filled.
 * The gaps between touching cells are holes too, but cells bulge into them, so they are not convex and stay.
 * @param diameter of a cell in pixels of the map
 * @returns `[height, width] uint8`, 255 where it is; the caller deletes it
 */
export function foreground(cv: OpenCv, stain: StainMap, diameter: number): Mat {
  return withMats((keep) => {
    const channel = keep(
      cv.matFromArray(
        stain.height,
        stain.width,
        cv.CV_8UC1,
        stain.channels[stain.best]! as unknown as number[],
      ),
    );
    cv.GaussianBlur(channel, channel, new cv.Size(0, 0), Math.max(0.6, diameter / 60));
    const mask = new cv.Mat();
    cv.threshold(channel, mask, stain.threshold, 255, cv.THRESH_BINARY);
    cutValleys(cv, mask, channel, { threshold: stain.threshold, diameter });
    fillPallor(cv, mask, diameter);
    const side = Math.max(3, Math.round(diameter * 0.1)) | 1;
    const kernel = keep(cv.getStructuringElement(cv.MORPH_ELLIPSE, new cv.Size(side, side)));
    cv.morphologyEx(mask, mask, cv.MORPH_OPEN, kernel);
    return mask;
  });
}

/** Widest gap between cells, and least depth of one as a share of Otsu's threshold. */
const VALLEY_WIDTH = 0.14;
const VALLEY_DEPTH = 0.35;

/**
 * Cells that touch keep a thin, lighter line between them, which is over the threshold all the same: narrow valleys are cut
 * out of the mask. A pale center is wider.
 */
function cutValleys(
  cv: OpenCv,
  mask: Mat,
  channel: Mat,
  { threshold, diameter }: { threshold: number; diameter: number },
): void {
  withMats((keep) => {
    const valleys = keep(new cv.Mat());
    const width = Math.max(3, Math.round(diameter * VALLEY_WIDTH)) | 1;
    const narrow = keep(cv.getStructuringElement(cv.MORPH_ELLIPSE, new cv.Size(width, width)));
    cv.morphologyEx(channel, valleys, cv.MORPH_BLACKHAT, narrow);
    cv.threshold(valleys, valleys, threshold * VALLEY_DEPTH, 255, cv.THRESH_BINARY_INV);
    cv.bitwise_and(mask, valleys, mask);
  });
}

function fillPallor(cv: OpenCv, mask: Mat, diameter: number): void {
  const cellArea = (Math.PI / 4) * diameter ** 2;
  withMats((keep) => {
    const contours = keep(new cv.MatVector());
    const hierarchy = keep(new cv.Mat());
    cv.findContours(mask, contours, hierarchy, cv.RETR_CCOMP, cv.CHAIN_APPROX_SIMPLE);
    const fill = new cv.Scalar(255);
    for (let k = 0; k < contours.size(); k++) {
      const isHole = hierarchy.data32S[4 * k + 3]! >= 0;
      if (!isHole) continue;
      const contour = keep(contours.get(k));
      const area = cv.contourArea(contour);
      if (area > LARGEST_PALLOR * cellArea) continue;
      if (area > SPECK * cellArea && contourSolidity(cv, contour, area) < PALLOR_SOLIDITY) continue;
      cv.drawContours(mask, contours, k, fill, cv.FILLED);
    }
  });
}

function contourSolidity(cv: OpenCv, contour: Mat, area: number): number {
  return withMats((keep) => {
    const hull = keep(new cv.Mat());
    cv.convexHull(contour, hull);
    return area / Math.max(1, cv.contourArea(hull));
  });
}
