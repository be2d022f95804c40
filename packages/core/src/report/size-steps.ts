/** The powers of ten below the smallest and the largest count: what a legend of point sizes shows. */
export function sizeSteps(counts: number[]): number[] {
  const power = (count: number) => 10 ** Math.floor(Math.log10(count));
  return [...new Set([power(Math.min(...counts)), power(Math.max(...counts))])];
}
