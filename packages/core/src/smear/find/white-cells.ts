import type { FoundObject } from './cell-finder.js';
import { type Mat, type OpenCv, withMats } from './opencv.js';

/** White cells are as large as red ones or larger; of one at the border less may be seen. */
const SMALLEST = 0.6;

/**
 * The connected parts that the network takes for white cells.
 * @param white 255 where it does, at the scale at which a red cell has the area `usual`
 */
export function whiteCells(cv: OpenCv, white: Mat, usual: number, full: Mat): FoundObject[] {
  const [sx, sy] = [full.cols / white.cols, full.rows / white.rows];
  return withMats((keep) => {
    const contours = keep(new cv.MatVector());
    cv.findContours(white, contours, keep(new cv.Mat()), cv.RETR_EXTERNAL, cv.CHAIN_APPROX_NONE);
    const found: FoundObject[] = [];
    for (let k = 0; k < contours.size(); k++) {
      const contour = keep(contours.get(k));
      const { x, y, width, height } = cv.boundingRect(contour);
      const area = cv.contourArea(contour);
      const cut = x <= 0 || y <= 0 || x + width >= white.cols || y + height >= white.rows;
      if (area < (cut ? SMALLEST / 2 : SMALLEST) * usual) continue;
      const outline = Array.from(contour.data32S, (value, at) => (value + 0.5) * (at % 2 === 0 ? sx : sy));
      const box = [
        Math.round(x * sx),
        Math.round(y * sy),
        Math.round(width * sx),
        Math.round(height * sy),
      ] as const;
      found.push({ kind: 'white cell', box, outline, area: area * sx * sy, cells: 0, cut, covered: false });
    }
    return found;
  });
}
