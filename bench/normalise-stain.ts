// A copy of a data set in which every patient's cells have the same mean colour, for a trial of stain normalisation.
//   node build/bench/normalise-stain.js DIR OUT
// In optical density: of each patient the mean over all pixels of the cells (not of the black around them) is shifted, channel by
// channel, to the mean of all patients. Labels are not looked at, so a laboratory could do it with the cells of a new film.
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { listCells } from '@giemsa/core/internal/dataset/dataset';
import { inParallel } from '@giemsa/core/internal/files/parallel';
import { decodePixels } from '@giemsa/core/internal/pictures/decode';
import sharp from 'sharp';
import { tellMistakes, WrongUse } from './tell-mistakes.js';

/** Pixels with all channels below this are the black around a cell. */
const BLACK = 16;
const DENSITY = Float64Array.from({ length: 256 }, (_, value) => -Math.log(Math.max(value, 1) / 255));

await tellMistakes(async () => {
  const [directory, out] = parseArgs({ allowPositionals: true }).positionals;
  if (directory === undefined || out === undefined)
    throw new WrongUse('normalise-stain needs a data set and a new folder');
  const { root, files, patients } = await listCells(directory);
  const sums = new Map<string, Float64Array>();
  await inParallel(files.length, async (index) => {
    const { data } = await decodePixels(join(root, files[index]!));
    const patient = patientAt(index);
    const sum = sums.get(patient) ?? new Float64Array(4);
    sums.set(patient, sum);
    forCell(data, (pixel) => {
      for (let channel = 0; channel < 3; channel++) sum[channel]! += DENSITY[data[pixel + channel]!]!;
      sum[3]!++;
    });
  });
  const means = new Map(
    [...sums].map(([patient, sum]) => [patient, [0, 1, 2].map((channel) => sum[channel]! / sum[3]!)]),
  );
  const all = [0, 1, 2].map(
    (channel) => [...means.values()].reduce((sum, mean) => sum + mean[channel]!, 0) / means.size,
  );
  await inParallel(files.length, async (index) => {
    const { data, width, height } = await decodePixels(join(root, files[index]!));
    const mean = means.get(patientAt(index))!;
    const gain = all.map((value, channel) => Math.exp(mean[channel]! - value));
    forCell(data, (pixel) => {
      for (let channel = 0; channel < 3; channel++)
        data[pixel + channel] = Math.min(255, Math.round(data[pixel + channel]! * gain[channel]!));
    });
    const path = join(out, files[index]!.replace(/\.[^.]+$/, '.png'));
    await mkdir(dirname(path), { recursive: true });
    await sharp(data, { raw: { width, height, channels: 3 } })
      .png({ compressionLevel: 3 })
      .toFile(path);
  });
  console.log(`${files.length} cells of ${means.size} patients in ${out}`);

  function patientAt(index: number): string {
    const patient = patients[index];
    if (patient == null) throw new WrongUse(`the patient of ${files[index]} is not known`);
    return patient;
  }
});

function forCell(data: Uint8Array, visit: (pixel: number) => void): void {
  for (let pixel = 0; pixel < data.length; pixel += 3)
    if (Math.max(data[pixel]!, data[pixel + 1]!, data[pixel + 2]!) >= BLACK) visit(pixel);
}
