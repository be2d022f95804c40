import type { Random } from '@giemsa/core/internal/random';

/** Optical density of each byte. */
const DENSITY = Float64Array.from({ length: 256 }, (_, value) => -Math.log(Math.max(1, value) / 255));

/**
 * Another stain, lamp and camera: the optical densities of the channels, mixed and scaled, with grain.
 * @param strength 1 for as far as the densities of other laboratories' films lie apart; less for less
 * Source of the idea: Tellez et al. 2018, IEEE Trans. Med. Imaging 37:2126 (stain augmentation in optical density).
 */
export function otherStain(pixels: Uint8Array, random: Random, strength = 1): Uint8Array {
  const mixing = random.chance(0.8) ? 0.15 * strength : 0;
  const mix = [0, 1, 2].map((row) =>
    [0, 1, 2].map((column) =>
      row === column ? Math.exp(random.normal(0, 0.3 * strength)) : random.normal(0, mixing),
    ),
  );
  const shift = [0, 1, 2].map(() => Math.abs(random.normal(0, 0.12)) - 0.03);
  const noise = random.chance(0.5) ? random.uniform(0, 6) : 0;
  const result = new Uint8Array(pixels.length);
  for (let i = 0; i < pixels.length; i += 3) {
    const grain = noise * (random.next() + random.next() - 1);
    const [r, g, b] = [DENSITY[pixels[i]!]!, DENSITY[pixels[i + 1]!]!, DENSITY[pixels[i + 2]!]!];
    for (let c = 0; c < 3; c++) {
      const density = mix[c]![0]! * r + mix[c]![1]! * g + mix[c]![2]! * b + shift[c]!;
      result[i + c] = Math.max(0, Math.min(255, 255 * Math.exp(-density) + grain));
    }
  }
  return result;
}
