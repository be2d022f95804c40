import type { Dataset } from '@giemsa/nn';
import type { CellDataset } from './dataset.js';

/** Some cells of a data set, as the engine trains on them: uint8 images and one-hot targets. */
export function trainingCells(
  { images, labels, classNames, imageSize }: CellDataset,
  positions: readonly number[],
): Dataset {
  const bytes = imageSize * imageSize * 3;
  const classes = classNames.length;
  return {
    length: positions.length,
    examples: (indices) => {
      const batch = new Uint8Array(indices.length * bytes);
      indices.forEach((index, place) => {
        const position = positions[index]!;
        batch.set(images.subarray(position * bytes, (position + 1) * bytes), place * bytes);
      });
      return batch;
    },
    targets: (indices) => {
      const batch = new Float32Array(indices.length * classes);
      indices.forEach((index, place) => {
        batch[place * classes + labels[positions[index]!]!] = 1;
      });
      return batch;
    },
  };
}

/** The images of some cells, one after another. */
export function imagesOf({ images, imageSize }: CellDataset, positions: readonly number[]): Uint8Array {
  const bytes = imageSize * imageSize * 3;
  const chosen = new Uint8Array(positions.length * bytes);
  positions.forEach((position, place) => {
    chosen.set(images.subarray(position * bytes, (position + 1) * bytes), place * bytes);
  });
  return chosen;
}

/** How many of these cells each class has, by its name. */
export function countPerClass(
  { labels, classNames }: Pick<CellDataset, 'labels' | 'classNames'>,
  positions: Iterable<number>,
): Record<string, number> {
  const counts = classNames.map(() => 0);
  for (const position of positions) counts[labels[position]!]! += 1;
  return Object.fromEntries(classNames.map((name, index) => [name, counts[index]!]));
}

/** How many patients these cells are known to come from. */
export function countPatients(
  { patients }: Pick<CellDataset, 'patients'>,
  positions: Iterable<number>,
): number {
  const found = new Set<string>();
  for (const position of positions) {
    const patient = patients[position];
    if (patient != null) found.add(patient);
  }
  return found.size;
}
