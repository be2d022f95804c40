import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { counted } from '../counted.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import { markFolder } from '../files/ours.js';
import { inSnakeCase } from '../files/snake-case.js';
import type { PatientSmear } from './analyse-smears.js';
import { calibrationLimits } from './calibration-limits.js';
import { toCoco } from './coco.js';
import { type PageFacts, patientPage } from './patient-page.js';
import type { PatientPictures } from './patient-pictures.js';
import { CORRECTIONS_FILE, type Review } from './review.js';
import type { SmearResult } from './smear-result.js';
import { cellsCsv, fieldsCsv, patientsCsv } from './tables.js';

export async function writeSmear(
  out: string,
  result: SmearResult,
  pictures: PatientPictures,
  review: Review | undefined,
): Promise<void> {
  const { patients: smears } = result;
  await mkdir(out, { recursive: true });
  await markFolder(out);
  await writeFileAtomic(join(out, 'cells.csv'), cellsCsv(smears));
  await writeFileAtomic(join(out, 'fields.csv'), fieldsCsv(smears, result.left_out));
  await writeFileAtomic(join(out, 'patients.csv'), patientsCsv(smears));
  await writeFileAtomic(join(out, 'coco.json'), `${JSON.stringify(toCoco(smears))}\n`);
  // Cells that a person removed are in no other table.
  if (review?.source) await writeFileAtomic(join(out, CORRECTIONS_FILE), review.source);
  await writeFileAtomic(join(out, 'smear.json'), `${JSON.stringify(inSnakeCase(result))}\n`);
  for (const smear of smears) {
    const folder = pictures.folderOf(smear.patient);
    const { infectedCells, unsureCells, seenCells } = await pictures.drawGalleries(smear.patient);
    if (infectedCells) await writeFileAtomic(join(folder, 'infected-cells.png'), infectedCells);
    if (unsureCells) await writeFileAtomic(join(folder, 'unsure-cells.png'), unsureCells);
    if (seenCells) await writeFileAtomic(join(folder, 'seen-cells.png'), seenCells);
    const facts: PageFacts = {
      made: new Date(result.made),
      method: describeMethod(result),
      infectedCells,
      unsureCells,
      seenCells,
      annotated: pictures.annotatedOf(smear.patient),
      reviewers: reviewersOf(smear),
    };
    await writeFileAtomic(join(folder, 'report.html'), patientPage(smear, facts));
  }
}

function describeMethod({
  software,
  model,
  finder,
  threshold,
  threshold_from,
  calibration,
  accepted,
  notes,
}: SmearResult) {
  const limits = calibration ? calibrationLimits(calibration) : [];
  return {
    Software: software,
    Model: `${model.architecture}, ${basename(model.file)}, SHA-256 ${model.sha256}`,
    'Cell finder': finder,
    Threshold: `${threshold} (${threshold_from})`,
    Calibration: calibration
      ? `${calibration.made.slice(0, 10)}: ${counted(calibration.background.false_alarms, 'false alarm')} in ${counted(calibration.background.cells, 'red cell')} of ${counted(calibration.background.patients, 'patient')} without malaria`
      : 'none',
    ...(limits.length > 0 && { 'Not known': limits.join(' ') }),
    ...(accepted.length > 0 && {
      'Rules overridden': `${accepted.join(', ')}: fields that giemsa would set aside are counted`,
    }),
    ...(notes.length > 0 && { 'Fields differ': notes.join('. ') }),
    'Counting rule':
      'whole red cells only: cells cut by the border or covered by a scale bar, clumps, white cells, platelets and debris are not counted; what is called infected in clumps and at the border is listed apart',
    'Slide, stain, magnification, examiner': 'to be filled in',
  };
}

const reviewersOf = ({ fields }: PatientSmear) => [
  ...new Set(
    fields.flatMap(({ cells }) =>
      cells.flatMap(({ reviewer }) => (reviewer === undefined ? [] : [reviewer])),
    ),
  ),
];
