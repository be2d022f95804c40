/** The mean of an epoch so far, each batch weighted by its number of images as Keras' `Mean` does. */
export class RunningMean {
  private total = 0;
  private weight = 0;

  /** @param value the mean of a batch; @param count the number of images in it. */
  add(value: number, count: number): void {
    this.total += value * count;
    this.weight += count;
  }

  /** NaN as long as nothing was added. */
  get mean(): number {
    return this.total / this.weight;
  }

  reset(): void {
    this.total = 0;
    this.weight = 0;
  }
}
