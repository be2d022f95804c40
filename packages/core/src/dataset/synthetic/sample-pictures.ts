import { mixSeeds, randomFromSeed } from '../../random.js';
import { drawCellCrop } from './cell-crop.js';
import { drawField } from './field.js';
import { drawPatientStyle } from './patient.js';
import { planDataset } from './plan.js';

/** A drawn picture to try a program with, as it would come in a folder. */
export interface SamplePicture {
  /** Path with `/` between folders; it says that the picture is drawn. */
  readonly path: string;
  readonly width: number;
  readonly height: number;
  /** `[height, width, 3] uint8`. */
  readonly pixels: Uint8Array;
}

const CELLS = 32;
const SLIDES = 4;
const SEED = 3;
const FIELD = { width: 1280, height: 960, parasitaemia: 0.08 };

/**
 * Drawn single cells in folders of their class, the same ones each time. Their slides are called `drawn slide 1` and so on, so that
 * no list takes them for patients.
 */
export function* drawSampleCells(): Generator<SamplePicture> {
  const { patients, cells } = planDataset({ cells: CELLS, patients: SLIDES, seed: SEED, fields: 0 });
  for (const [index, { className, patient, seed }] of cells.entries()) {
    const { width, height, pixels } = drawCellCrop(patient.style, className === 'Parasitized', seed);
    const slide = patients.indexOf(patient) + 1;
    yield {
      path: `${className}/drawn slide ${slide}_IMG_cell ${index + 1}.png`,
      ...{ width, height, pixels },
    };
  }
}

/** A drawn field of a thin film, the same one each time. */
export function drawSampleField(): SamplePicture {
  const style = drawPatientStyle(randomFromSeed(mixSeeds(SEED, 2, 0)));
  const { width, height, pixels } = drawField(style, { ...FIELD, seed: mixSeeds(SEED, 4) });
  return { path: 'drawn slide/drawn field.png', width, height, pixels };
}
