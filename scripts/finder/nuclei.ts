import type { Random } from '@giemsa/core/internal/random';
import { CELL, MAPS, PATCH } from '@giemsa/core/internal/smear/find/field-network';

/** Paints nuclei of white cells, dark and lobed, upon whatever is there, and marks them. */
export function paintNuclei(pixels: Uint8Array, maps: Float32Array, random: Random): void {
  const colour = [random.uniform(40, 120), random.uniform(20, 90), random.uniform(90, 170)];
  const size = CELL * random.uniform(0.3, 0.7);
  for (let count = 1 + random.integer(random.chance(0.3) ? 9 : 2); count > 0; count--) {
    const [x, y] = [random.uniform(0, PATCH), random.uniform(0, PATCH)];
    for (let lobes = 1 + random.integer(3); lobes > 0; lobes--) {
      const lobe = {
        x: x + random.normal(0, size / 3),
        y: y + random.normal(0, size / 3),
        radius: size * random.uniform(0.6, 1),
      };
      paintDisc(pixels, maps, lobe, () => colour.map((value) => value + random.normal(0, 6)));
    }
  }
}

function paintDisc(
  pixels: Uint8Array,
  maps: Float32Array,
  { x, y, radius }: { x: number; y: number; radius: number },
  colour: () => number[],
): void {
  for (let v = Math.max(0, Math.floor(y - radius)); v < Math.min(PATCH, y + radius + 1); v++) {
    for (let u = Math.max(0, Math.floor(x - radius)); u < Math.min(PATCH, x + radius + 1); u++) {
      const cover = Math.min(1, radius - Math.hypot(u + 0.5 - x, v + 0.5 - y));
      if (cover <= 0) continue;
      const at = v * PATCH + u;
      colour().forEach((value, c) => {
        pixels[at * 3 + c] = pixels[at * 3 + c]! * (1 - cover) + value * cover;
      });
      if (cover > 0.5) maps.set([0, 0, 1], at * MAPS);
    }
  }
}
