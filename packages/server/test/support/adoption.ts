import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Adoption } from '@giemsa/core/internal/adopting/adoption-file';
import { fileSha256 } from '@giemsa/core/internal/files/sha256';
import { changeMetadata } from '@giemsa/core/internal/formats/onnx-metadata';
import { MODEL } from './room.js';

/** A folder that giemsa adopt would have written, with another model than the one that it began with. @returns its checksum */
export async function writeAdoption(runs: string, name: string, offered: boolean): Promise<string> {
  const path = join(runs, name);
  await mkdir(path, { recursive: true });
  await cp(MODEL, join(path, 'candidate.onnx'));
  await changeMetadata(join(path, 'candidate.onnx'), (metadata) => ({ ...metadata, recipe: name }));
  const sha256 = await fileSha256(join(path, 'candidate.onnx'));
  const part = { groups: 2, cells: 20, infected: 2 };
  const record: Adoption = {
    ...{ format: 'giemsa adoption 1', software: 'giemsa', made: '2026-11-01T10:00:00.000Z', seconds: 1 },
    from: { model: 'tiny', file: MODEL, sha256: await fileSha256(MODEL), threshold: 0.5 },
    dataset: {
      ...{ folder: 'x', form: 'COCO', fingerprint: 'f', fields: 6, patients: 6, cells: 60, infected: 6 },
      ...{ not_found: { infected: 0, healthy: 0 }, left_out: [] },
    },
    parts: { by: 'patient', why: null, training: part, calibration: part, held_out: part },
    training: {
      ...{ healthy: 18, infected: 2, healthy_copies: 1, infected_copies: 1, composites: 9, drawn: 9 },
      ...{ epochs: 1, learning_rate: 1e-4, seed: 0 },
    },
    calibration: { temperature: null, threshold: 0.5, left_out: [] },
    held_out: { false_alarms: null, sensitivity: null, drawn_parasites: null },
    elsewhere: { what: 'drawn cells', false_alarms: null, sensitivity: null },
    gate: {
      ...{ offered, reasons: [offered ? 'better' : 'it is not better'], notes: [] },
      margins: { sensitivity_points: 5, false_alarms_per_1000: 20 },
    },
    candidate: { file: 'candidate.onnx', sha256 },
  };
  for (const file of ['card.md', 'comparison.txt']) await writeFile(join(path, file), 'x');
  await writeFile(join(path, 'adoption.json'), JSON.stringify(record));
  return sha256;
}
