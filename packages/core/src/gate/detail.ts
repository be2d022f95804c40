import { GATE_SIZE as N } from './mask.js';

/** Detail well inside the mask, as mean absolute differences of grey levels, and how sharp the cut to black is. */
export function detailOf(rgb: Uint8Array, inside: Uint8Array) {
  const grey = new Float64Array(N * N);
  for (let i = 0; i < grey.length; i++) {
    grey[i] = 0.299 * rgb[3 * i]! + 0.587 * rgb[3 * i + 1]! + 0.114 * rgb[3 * i + 2]!;
  }
  const core = erode(erode(erode(inside)));
  let [n, fine, noise, coarse, coarseN] = [0, 0, 0, 0, 0];
  for (let i = 0; i < grey.length; i++) {
    if (core[i] === 0) continue;
    n++;
    const cross = grey[i - 1]! + grey[i + 1]! + grey[i - N]! + grey[i + N]!;
    const diagonal = grey[i - N - 1]! + grey[i - N + 1]! + grey[i + N - 1]! + grey[i + N + 1]!;
    fine += Math.abs(4 * grey[i]! - cross) / 4;
    // Immerkaer's operator: zero on planes and straight edges, so what is left is noise.
    noise += Math.abs(4 * grey[i]! - 2 * cross + diagonal) / 6;
    const far = i + 6;
    if (core[far] === 1 && i % N < N - 6) {
      coarse += Math.abs(grey[i]! - grey[far]!);
      coarseN++;
    }
  }
  const scale = n === 0 ? 1 : 1 / n;
  return {
    fine: fine * scale,
    noise: noise * scale,
    coarse: coarseN === 0 ? 0 : coarse / coarseN,
    edge: edgeSharpness(grey, inside),
  };
}

const NEIGHBOURS = [1, -1, N, -N];

/** Mean step of brightness across the outline, as a share of the brightness inside. */
function edgeSharpness(grey: Float64Array, inside: Uint8Array): number {
  let [steps, n, sum, area] = [0, 0, 0, 0];
  for (let y = 1; y < N - 1; y++) {
    for (let x = 1; x < N - 1; x++) {
      const i = y * N + x;
      if (inside[i] === 0) continue;
      sum += grey[i]!;
      area++;
      if (inside[i + 1]! & inside[i - 1]! & inside[i + N]! & inside[i - N]!) continue;
      for (const step of NEIGHBOURS) {
        if (inside[i + step] === 1) continue;
        // Two pixels further in against the one outside: antialiasing takes one.
        const inner = i - 2 * step;
        if (inner < 0 || inner >= grey.length || inside[inner] === 0) continue;
        steps += grey[i - step]! - grey[i]!;
        n++;
      }
    }
  }
  return n === 0 ? 0 : steps / n / (sum / area + 1);
}

function erode(inside: Uint8Array): Uint8Array {
  const result = new Uint8Array(inside.length);
  for (let y = 1; y < N - 1; y++) {
    for (let x = 1; x < N - 1; x++) {
      const i = y * N + x;
      result[i] = inside[i]! & inside[i - 1]! & inside[i + 1]! & inside[i - N]! & inside[i + N]!;
    }
  }
  return result;
}
