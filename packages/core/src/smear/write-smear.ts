import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { AnswerOrigin } from '../answer/answer-origin.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import { jsonParts } from '../files/json-parts.js';
import { modelName } from '../files/model-name.js';
import { markFolder } from '../files/ours.js';
import { calibrationLimits } from './calibration-limits.js';
import { calibrationWords } from './calibration-words.js';
import { cocoInParts } from './coco.js';
import { type PageFacts, patientPage } from './patient-page.js';
import type { PatientPictures } from './patient-pictures.js';
import { CORRECTIONS_FILE, type Review } from './review.js';
import type { SmearResult } from './smear-result.js';
import { cellsCsvParts, fieldsCsv, patientsCsv, reviewersOf } from './tables.js';
import { eachWithClasses } from './with-classes.js';

/** Fields are this deep in a result: patients, patient, fields, field. */
const FIELDS_DEEP = 4;

export async function writeSmear(
  out: string,
  result: SmearResult,
  pictures: PatientPictures,
  review: Review | undefined,
): Promise<void> {
  const { patients: smears } = result;
  const origin = originOf(result);
  await pictures.finish();
  await mkdir(out, { recursive: true });
  await markFolder(out);
  await writeFileAtomic(join(out, 'cells.csv'), cellsCsvParts(smears, origin));
  await writeFileAtomic(join(out, 'fields.csv'), fieldsCsv(smears, origin, result.left_out));
  await writeFileAtomic(join(out, 'patients.csv'), patientsCsv(smears, origin));
  await writeFileAtomic(join(out, 'coco.json'), jsonParts(cocoInParts(smears, origin), 2), '\n');
  // Cells that a person removed are in no other table.
  if (review?.source) await writeFileAtomic(join(out, CORRECTIONS_FILE), review.source);
  const patients = smears.map((smear) => ({ ...smear, fields: eachWithClasses(smear.fields) }));
  await writeFileAtomic(join(out, 'smear.json'), jsonParts({ ...result, patients }, FIELDS_DEEP), '\n');
  for (const smear of smears) {
    const folder = pictures.folderOf(smear.patient);
    const facts: PageFacts = {
      made: new Date(result.made),
      method: describeMethod(result),
      galleries: await pictures.galleriesOf(smear.patient),
      annotated: pictures.annotatedOf(smear.patient),
      reviewers: reviewersOf(smear.fields),
    };
    await writeFileAtomic(join(folder, 'report.html'), patientPage(smear, facts));
  }
}

const originOf = ({
  threshold,
  threshold_from,
  model,
  calibration,
  software,
}: SmearResult): AnswerOrigin => ({
  ...{ threshold, thresholdFrom: threshold_from, software, calibration: calibrationWords(calibration) },
  ...{ model: modelName(model.file), modelSha256: model.sha256 },
});

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
  const limits = calibration ? calibrationLimits(calibration, accepted) : [];
  return {
    Software: software,
    Model: `${model.architecture}, ${basename(model.file)}, SHA-256 ${model.sha256}`,
    'Cell finder': finder,
    Threshold: `${threshold} (${threshold_from})`,
    Calibration: calibrationWords(calibration),
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
