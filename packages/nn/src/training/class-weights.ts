/** Keras' class weights as sample weights: that of the class with the largest target, or for one unit of 0 or 1. */
export function classWeights(targets: Float32Array, count: number, weights: readonly number[]): Float32Array {
  const units = targets.length / count;
  return Float32Array.from({ length: count }, (_, example) => {
    const row = targets.subarray(example * units, (example + 1) * units);
    const classIndex = units === 1 ? Math.round(row[0]!) : row.indexOf(Math.max(...row));
    const weight = weights[classIndex];
    if (weight === undefined)
      throw new RangeError(`classWeight has no weight for class ${classIndex}; it has ${weights.length}`);
    return weight;
  });
}
