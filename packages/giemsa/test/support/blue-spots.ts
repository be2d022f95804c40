import type { CellModel } from '@giemsa/core/internal/formats/cell-model';

/** A model that takes a cell for infected when it is deep blue somewhere: enough for drawn fields. */
export const blueSpots = {
  classNames: ['Parasitized', 'Uninfected'],
  positiveClass: 0,
  threshold: 0.5,
  imageSize: 48,
  path: 'blue-spots.onnx',
  predict: async (images: Uint8Array) => {
    const bytes = 48 * 48 * 3;
    return Float32Array.from({ length: (2 * images.length) / bytes }, (_, index) => {
      const cell = images.subarray((index >> 1) * bytes, ((index >> 1) + 1) * bytes);
      let dark = 0;
      for (let i = 0; i < bytes; i += 3) if (cell[i]! < 115 && cell[i + 2]! > cell[i]! + 10) dark++;
      const infected = dark > 8 ? 0.95 : 0.05;
      return index % 2 === 0 ? infected : 1 - infected;
    });
  },
  release: async () => undefined,
} as unknown as CellModel;
