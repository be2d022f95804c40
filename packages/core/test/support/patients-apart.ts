import { join } from 'node:path';
import { listCells } from '../../src/dataset/dataset.js';
import { decodePixels } from '../../src/pictures/decode.js';
import { randomFromSeed } from '../../src/random.js';

/** Cells of a share of the patients to fit something on, and cells of the others. */
export async function patientsApart(folder: string, share: number, fitted: number, others: number) {
  const { root, files, patients } = await listCells(folder);
  const order = randomFromSeed(7).shuffle([...new Set(patients)]);
  const known = new Set(order.slice(0, Math.round(share * order.length)));
  const read = async (isKnown: boolean, count: number) => {
    const chosen = [...files.keys()].filter((cell) => known.has(patients[cell]!) === isKnown);
    const cells = randomFromSeed(8).shuffle(chosen).slice(0, count);
    return Promise.all(cells.map((cell) => decodePixels(join(root, files[cell]!))));
  };
  return { fitted: await read(true, fitted), others: await read(false, others) };
}
