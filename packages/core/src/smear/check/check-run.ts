import type { SessionOptions } from '@giemsa/nn';
import { UnusableData } from '../../errors/kinds.js';
import type { OnEvent } from '../../events/events.js';
import { refuseForeignFolder } from '../../files/ours.js';
import type { SkippedFile } from '../../files/skipped-file.js';
import { type CellModel, openCellModel } from '../../formats/cell-model.js';
import { type MeaningOptions, factsOf as modelFacts } from '../../formats/model-meaning.js';
import type { Pixels } from '../../pictures/resize.js';
import { GIEMSA_VERSION } from '../../run-folder/environment.js';
import { writingInto } from '../../run-folder/run-folder.js';
import { checkModel, type SmearField, UNSURE_HALF_WIDTH } from '../analyse-field.js';
import { analyseSmears } from '../analyse-smears.js';
import { cutOut } from '../crop.js';
import { checkAccepted, type FieldRule } from '../field-quality.js';
import type { CellFinder, FoundField } from '../find/cell-finder.js';
import { createCellFinder } from '../find/create-cell-finder.js';
import { tellMixed } from '../mixed-fields.js';
import { listSmears, type PatientFields } from '../patients.js';
import { redCellCount } from '../statistics/density.js';
import { checkMicrons } from '../um-per-pixel.js';
import { CheckGalleries } from './check-galleries.js';
import { type CheckedField, factsOf, unreadField } from './field-facts.js';
import { type Finding, findingsOf } from './findings.js';
import { type Likeness, likenessOf, usualLikeness } from './likeness.js';
import { writeCheck } from './write-check.js';

/** Which fields are looked at, for which model, and where the page goes. */
export interface SmearCheckRequest {
  readonly model: string;
  /** About ten fields of one microscope: pictures, or folders of them. */
  readonly images: readonly string[];
  /** Folder for a page with galleries; left out for none. */
  readonly out?: string | undefined;
  readonly umPerPixel?: number | undefined;
  /** Rules of fields that are set aside which are not to be followed. */
  readonly accept?: readonly FieldRule[] | undefined;
  readonly session?: SessionOptions | undefined;
  /** What the user says about the model. */
  readonly meaning?: MeaningOptions | undefined;
  readonly onEvent?: OnEvent | undefined;
}

/** What `smear check` found. */
export interface SmearCheck {
  readonly software: string;
  readonly made: string;
  readonly model: { readonly file: string; readonly sha256: string; readonly architecture: string };
  readonly finder: string;
  readonly fields: readonly CheckedField[];
  readonly findings: readonly Finding[];
  /** What no check of pictures without labels can tell. */
  readonly cannotTell: readonly string[];
  /** What was given and is not a field, with the reason. */
  readonly leftOut: readonly SkippedFile[];
}

const CANNOT_TELL = [
  'How many cells are called wrongly: that takes fields with labels or of people without malaria (giemsa smear calibrate).',
  'Whether the species and the stages of your patients were among the cells of training.',
];

/**
 * Looks at about ten fields of a microscope before any is counted: size of the cells, focus, light, what is set aside and why, and
 * whether the cells look like those that the model knows.
 * @throws UserError on a mistake of the user's, and when no field can be read
 * @example
 * ```ts
 * import { checkSmear } from 'giemsa/smear';
 *
 * const { findings } = await checkSmear({ model: 'smear', images: ['ten-fields/'], out: 'check' });
 * for (const { about, verdict, advice } of findings) console.log(about, verdict, advice);
 * ```
 */
export async function checkSmear(request: SmearCheckRequest): Promise<SmearCheck> {
  const { out } = request;
  checkMicrons(request.umPerPixel);
  checkAccepted(request.accept);
  if (out === undefined) return check(request, undefined);
  await refuseForeignFolder('out', out);
  return writingInto(out, async () => {
    const galleries = new CheckGalleries();
    const result = await check(request, galleries);
    await writeCheck(out, result, galleries);
    return result;
  });
}

async function check(request: SmearCheckRequest, galleries: CheckGalleries | undefined): Promise<SmearCheck> {
  const { patients, leftOut } = await listSmears(request.images);
  const model = await openCellModel(request.model, request.session ?? {}, request.meaning);
  request.onEvent?.({ type: 'model-opened', models: [modelFacts(model)] });
  try {
    checkModel(model);
    const finder = await createCellFinder();
    const { fields, mixed } = await look(request, model, finder, patients, galleries);
    const { path: file, sha256, architecture } = model;
    return {
      software: `giemsa ${GIEMSA_VERSION}`,
      made: new Date().toISOString(),
      model: { file, sha256, architecture },
      finder: finder.name,
      fields,
      findings: findingsOf(fields, mixed, model.gate !== undefined),
      cannotTell: CANNOT_TELL,
      leftOut: [...leftOut, ...patients.flatMap((patient) => patient.leftOut ?? [])],
    };
  } finally {
    await model.release();
  }
}

async function look(
  { umPerPixel, accept, onEvent }: SmearCheckRequest,
  model: CellModel,
  finder: CellFinder,
  patients: readonly PatientFields[],
  galleries: CheckGalleries | undefined,
): Promise<{ fields: CheckedField[]; mixed: string[] }> {
  const fields: CheckedField[] = [];
  const total = patients.reduce((sum, { files }) => sum + files.length, 0);
  const found = new WeakMap<Pixels, FoundField>();
  const remembering: CellFinder = {
    name: finder.name,
    find: async (picture, options) => {
      const field = await finder.find(picture, options);
      found.set(picture, field);
      return field;
    },
  };
  const options = {
    ...{ threshold: model.threshold, unsureHalfWidth: model.unsureHalfWidth ?? UNSURE_HALF_WIDTH },
    ...{ umPerPixel, accept, redCells: redCellCount({}) },
  };
  const smears = await analyseSmears(model, remembering, patients, options, async (_, field, picture) => {
    fields.push(picture ? facts(field, picture, found.get(picture)) : unread(field));
    onEvent?.({ type: 'progress', task: 'checking fields', done: fields.length, total });
  });
  if (fields.every(({ isRead }) => !isRead)) {
    throw new UnusableData(`no field could be read; the first: ${fields[0]!.problem}`);
  }
  return { fields, mixed: tellMixed(smears) };

  function facts(field: SmearField, picture: Pixels, seen: FoundField | undefined): CheckedField {
    const likenesses: Likeness[] = [];
    for (const cell of field.cells) {
      const crop = cell.counted ? cutOut(picture, cell) : undefined;
      const likeness = crop && model.gate ? likenessOf(model.gate, crop) : undefined;
      if (likeness) likenesses.push(likeness);
      galleries?.add(field, picture, cell, crop, likeness);
    }
    return factsOf(field, picture, seen, usualLikeness(likenesses));
  }
}

const unread = ({ file, problem }: SmearField): CheckedField => unreadField(file, problem!);
