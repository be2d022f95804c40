import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drawField } from '@giemsa/core/internal/dataset/synthetic/field';
import { drawPatientStyle } from '@giemsa/core/internal/dataset/synthetic/patient';
import { fileSha256 } from '@giemsa/core/internal/files/sha256';
import { shippedStages } from '@giemsa/core/internal/formats/model-files';
import { randomFromSeed } from '@giemsa/core/internal/random';
import { FINDER_NAME } from '@giemsa/core/internal/smear/find/create-cell-finder';
import sharp from 'sharp';
import { MODEL } from './room.js';

/** A drawn field of a thin smear as a PNG file, and what is in it. */
export async function drawnField(
  seed: number,
  parasitaemia = 0.15,
  width = 800,
  height = 600,
): Promise<{ png: Buffer; truth: readonly object[] }> {
  const field = drawField(drawPatientStyle(randomFromSeed(seed)), { width, height, parasitaemia, seed });
  const png = await sharp(field.pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
  return { png, truth: field.truth };
}

/** A picture without any cell. */
export const emptyField = (): Promise<Buffer> =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: '#e8d8e4' } })
    .png()
    .toBuffer();

/** False alarms of ten patients without malaria, 1,000 cells each. */
export const BLANKS = [1, 0, 2, 0, 1, 0, 0, 1, 0, 1].map((falseAlarms) => ({ cells: 1000, falseAlarms }));

/**
 * The fixture model in a folder of its own, with a calibration beside it.
 * @param name of the model's file, without its ending
 * @param finder that the calibration was made with; this version's when left out
 * @returns the model's file
 */
export async function calibratedModel(folder: string, name: string, finder = FINDER_NAME): Promise<string> {
  await mkdir(folder, { recursive: true });
  const model = join(folder, `${name}.onnx`);
  await copyFile(MODEL, model);
  const byPatient = BLANKS.map(({ cells, falseAlarms }, index) => ({
    ...{ patient: `n${index}`, fields: 10, cells, false_alarms: falseAlarms },
  }));
  const calibration = {
    ...{ format: 'giemsa smear calibration 1', made: '2026-01-01T00:00:00.000Z' },
    views: 8,
    ...{ finder, stages_sha256: await fileSha256(await shippedStages()) },
    ...{ model_sha256: await fileSha256(model), threshold: 0.5, threshold_from: 'given', sensitivity: null },
    background: {
      ...{ patients: 10, fields: 100, cells: 10_000, false_alarms: 6 },
      ...{ false_alarms_per_1000: 0.6, ci95_per_1000: [0.22, 1.31], by_patient: byPatient },
    },
  };
  await writeFile(join(folder, 'smear-calibration.json'), JSON.stringify(calibration));
  return model;
}
