import type { Random } from '@giemsa/nn';
import type { AugmentationConfig } from './augmentation.js';

/** Row-major 3×3 matrix over (row, column, 1). */
type Matrix = readonly [number, number, number, number, number, number, number, number, number];

const degrees = (angle: number): number => (angle * Math.PI) / 180;

function multiply(a: Matrix, b: Matrix): Matrix {
  const entry = (row: number, column: number) =>
    a[row * 3]! * b[column]! + a[row * 3 + 1]! * b[3 + column]! + a[row * 3 + 2]! * b[6 + column]!;
  return [0, 1, 2].flatMap((row) => [entry(row, 0), entry(row, 1), entry(row, 2)]) as unknown as Matrix;
}

const rotation = (angle: number): Matrix => [
  Math.cos(angle),
  -Math.sin(angle),
  0,
  Math.sin(angle),
  Math.cos(angle),
  0,
  0,
  0,
  1,
];
const shift = (rows: number, columns: number): Matrix => [1, 0, rows, 0, 1, columns, 0, 0, 1];
const shear = (angle: number): Matrix => [1, -Math.sin(angle), 0, 0, Math.cos(angle), 0, 0, 0, 1];
const scaling = (rows: number, columns: number): Matrix => [rows, 0, 0, 0, columns, 0, 0, 0, 1];

/**
 * A random affine map from output to input coordinates, as the 2×3 matrix that ONNX `AffineGrid` takes with
 * `align_corners = 1`: (x, y) in [-1, 1] with the corners at the centres of the corner pixels, so that the middle is
 * Keras' `size / 2 - 0.5`.
 * Order: flips and right angles of the result of rotation · shift · shear · zoom, as Keras' `ImageDataGenerator`
 * (`apply_affine_transform`, then the flips).
 * @param size rows and columns of the (square) image
 * @returns 6 numbers, row-major
 */
export function randomAffine(config: AugmentationConfig, size: number, random: Random): Float32Array {
  const within = (range: number) => random.uniform(-range, range);
  const coin = () => random.uniform(0, 1) < 0.5;
  let map = rotation(degrees(within(config.rotationRange)));
  map = multiply(map, shift(within(config.heightShiftRange) * size, within(config.widthShiftRange) * size));
  map = multiply(map, shear(degrees(within(config.shearRange))));
  map = multiply(map, scaling(1 + within(config.zoomRange), 1 + within(config.zoomRange)));
  if (config.rightAngleRotations) map = multiply(map, rightAngle(random.integer(4)));
  map = multiply(
    map,
    scaling(config.verticalFlip && coin() ? -1 : 1, config.horizontalFlip && coin() ? -1 : 1),
  );
  const [rr, rc, rowShift, cr, cc, columnShift] = map;
  const unit = 2 / (size - 1);
  return Float32Array.of(cc, cr, columnShift * unit, rc, rr, rowShift * unit);
}

/** Exact, where `Math.cos(Math.PI / 2)` is not. */
function rightAngle(quarters: number): Matrix {
  const [cos, sin] = (
    [
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ] as const
  )[quarters]!;
  return [cos, -sin, 0, sin, cos, 0, 0, 0, 1];
}
