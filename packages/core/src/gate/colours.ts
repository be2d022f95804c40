/** Quantiles are taken of every fifth pixel, which does not divide a row. */
const SAMPLED = 5;

/** Of the pixels inside: median brightness and colour ratios, how they spread, and how many are much darker than most. */
export function colourOf(rgb: Uint8Array, inside: Uint8Array) {
  const [red, green, blue, grey]: number[][] = [[], [], [], []];
  for (let i = 0; i < inside.length; i += SAMPLED) {
    if (inside[i] === 0) continue;
    const [r, g, b] = [rgb[3 * i]! + 1, rgb[3 * i + 1]! + 1, rgb[3 * i + 2]! + 1];
    red!.push(Math.log(r / g));
    blue!.push(Math.log(b / g));
    green!.push(g);
    grey!.push(0.299 * r + 0.587 * g + 0.114 * b);
  }
  if (grey!.length < 16) {
    return { brightness: 0, redGreen: 0, blueGreen: 0, contrast: 0, darkShare: 0, spread: 0 };
  }
  const bright = sortedCopy(grey!);
  const middle = quantile(bright, 0.5);
  const ratios = [sortedCopy(red!), sortedCopy(blue!)] as const;
  return {
    brightness: middle / 255,
    redGreen: quantile(ratios[0], 0.5),
    blueGreen: quantile(ratios[1], 0.5),
    contrast: (quantile(bright, 0.95) - quantile(bright, 0.05)) / (middle + 1),
    darkShare: grey!.filter((value) => value < 0.72 * middle).length / grey!.length,
    spread:
      quantile(ratios[0], 0.9) -
      quantile(ratios[0], 0.1) +
      quantile(ratios[1], 0.9) -
      quantile(ratios[1], 0.1),
  };
}

const sortedCopy = (values: number[]) => Float64Array.from(values).sort();

const quantile = (sorted: Float64Array, share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
