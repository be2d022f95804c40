import type { AnswerOrigin } from '../answer/answer-origin.js';
import { inSnakeCase } from '../files/snake-case.js';
import type { SmearField } from './analyse-field.js';
import type { PatientSmear } from './analyse-smears.js';
import { finalClass, modelClass } from './edit-field.js';

const CATEGORIES = [
  'uninfected',
  'infected',
  'red cell not counted',
  'clump',
  'white cell',
  'platelet',
  'debris',
] as const;

/** All objects as a COCO data set: https://cocodataset.org/#format-data. Only counted cells have a `score`. */
export function toCoco(smears: readonly PatientSmear[], origin?: AnswerOrigin) {
  const { annotations, ...others } = cocoInParts(smears, origin);
  return { ...others, annotations: [...annotations] };
}

/** The same, with annotations that are made one by one. */
export function cocoInParts(smears: readonly PatientSmear[], origin?: AnswerOrigin) {
  const fields = smears.flatMap(({ patient, fields }) => fields.map((field) => ({ patient, field })));
  return {
    info: {
      description: 'giemsa smear. Research use only. Not a medical device.',
      ...(origin && (inSnakeCase(origin) as object)),
    },
    images: fields.map(({ patient, field }, index) => ({
      id: index + 1,
      file_name: field.file,
      width: field.width,
      height: field.height,
      patient,
    })),
    categories: CATEGORIES.map((name, index) => ({ id: index + 1, name, supercategory: 'blood' })),
    annotations: annotationsOf(fields.map(({ field }) => field)),
  };
}

function* annotationsOf(fields: readonly SmearField[]) {
  let id = 0;
  for (const [index, { cells }] of fields.entries()) {
    for (const cell of cells) {
      const category = cell.call ?? (cell.kind === 'red cell' ? 'red cell not counted' : cell.kind);
      yield {
        id: ++id,
        image_id: index + 1,
        category_id: CATEGORIES.indexOf(category) + 1,
        bbox: cell.box,
        area: Math.round(cell.area),
        segmentation: [cell.outline.map((value) => Math.round(value * 10) / 10)],
        iscrowd: 0,
        ...(cell.probability !== null && { score: cell.probability }),
        ...{ model_class: modelClass(cell), final_class: finalClass(cell) },
        ...(cell.call === 'infected' &&
          cell.stage && { stage: cell.stage.name, stage_score: cell.stage.probability }),
        ...(cell.reviewer !== undefined && { reviewer: cell.reviewer, reviewed_at: cell.reviewedAt }),
      };
    }
  }
}
