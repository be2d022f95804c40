import { answerOf } from '@giemsa/core/internal/answer/cell-answer';
import { checkProbabilities } from '@giemsa/core/internal/answer/check-probabilities';
import { finalClass } from '@giemsa/core/internal/answer/final-class';
import { labelOf } from '@giemsa/core/internal/answer/label-of';
import { NAMES, patientsOfFiles } from '@giemsa/core/internal/answer/patients-of-files';
import { readPicture } from '@giemsa/core/internal/browser/picture';
import { refuse } from '@giemsa/core/internal/gate/refuse';
import type { ApiCorrection, ApiModel, ApiPicture, ApiResults } from '@giemsa/server';
import type { BatchSource } from '../data/batch-source.js';
import type { DroppedFile } from '../data/upload.js';
import { texts } from '../texts.js';
import { type Loading, loadPrivateModel, type PrivateModel } from './private-model.js';

/** Drawing all that is known after every picture would take more time than the pictures. */
const SHOW_MS = 250;

/** A batch that lives in this page alone. */
export interface PrivateBatch extends Pick<PrivateModel, 'device' | 'reason'> {
  readonly results: ApiResults;
  /** Number of pictures of which a person said something. */
  readonly answered: number;
  readonly source: BatchSource;
}

/** What is told while pictures are read. */
export interface Listener {
  /** Before the first picture; undefined when that is over. */
  readonly onLoading: (loading: Loading | undefined) => void;
  /** Now and then, and after each answer of a person, with all that is known so far. */
  readonly onBatch: (batch: PrivateBatch) => void;
}

/** Reads pictures in this browser, one after the other. @throws Error when the model cannot be loaded */
export async function runPrivate(
  model: ApiModel,
  software: string,
  files: readonly DroppedFile[],
  { onLoading, onBatch }: Listener,
): Promise<void> {
  const { answer, device, reason } = await loadPrivateModel(model, onLoading);
  onLoading(undefined);
  const addresses = new Map<string, { image: string; heat: string }>();
  const pictures: ApiPicture[] = [];
  const answers = new Map<string, ApiCorrection>();
  const source: BatchSource = {
    image: (id) => addresses.get(id)!.image,
    heat: (id) => addresses.get(id)!.heat,
    // There is one reader: what is taken back, or was answered before it was skipped, is known here.
    correct: async (id, verdict, label, reviewer) => {
      const said = { label, reviewer, created: new Date().toISOString() };
      if (verdict === 'take back') answers.delete(id);
      else if (verdict === 'answer') throw new Error('Nothing is read blind here.');
      else if (verdict !== 'skip' || !answers.has(id)) answers.set(id, { verdict, ...said });
      onBatch(batch());
      return answers.get(id) ?? null;
    },
  };
  const answered = (picture: ApiPicture): ApiPicture => {
    const correction = answers.get(picture.id) ?? null;
    return { ...picture, correction, final_class: finalClass(picture.class, correction) };
  };
  const batch = (): PrivateBatch => ({
    results: resultsOf(model, software, files.length, pictures.map(answered)),
    answered: answers.size,
    ...{ source, device, reason },
  });
  const look = async (picture: ApiPicture, file: File): Promise<ApiPicture> => {
    const pixels = await readPicture(file);
    const { width, height } = pixels;
    const refusal = model.gate ? refuse(model.gate, pixels) : undefined;
    const image = URL.createObjectURL(file);
    addresses.set(picture.id, { image, heat: '' });
    if (refusal !== undefined) return { ...picture, width, height, status: 'refused', reason: refusal };
    const { probabilities, heat } = await answer(pixels);
    addresses.set(picture.id, { image, heat });
    return { ...picture, width, height, model_sha256: model.sha256, ...decided(model, probabilities) };
  };
  const patientOf = patientsOfFiles(
    files.map(({ path }) => path),
    NAMES,
    new Map(),
    model.class_names,
  );
  let shown = 0;
  for (const { file, path } of files) {
    const picture = emptyPicture(path, model, patientOf(path) ?? null);
    pictures.push(
      await look(picture, file).catch((error: Error) => ({
        ...picture,
        status: 'failed' as const,
        reason: error.message,
      })),
    );
    if (performance.now() - shown < SHOW_MS) continue;
    onBatch(batch());
    shown = performance.now();
  }
  onBatch(batch());
}

function decided(
  model: ApiModel,
  probabilities: Float32Array,
): Pick<ApiPicture, 'class' | 'final_class' | 'probability' | 'status' | 'unsure'> {
  const { class_names: classNames, positive_class: positive, threshold, unsure_half_width: width } = model;
  checkProbabilities(probabilities, classNames.length, model.id);
  const { unsure = null, ...answer } = answerOf(probabilities, {
    ...{ classNames, positiveClass: classNames.indexOf(positive), threshold },
    unsureHalfWidth: width ?? undefined,
  });
  return {
    status: 'done',
    probability: answer.probability,
    class: answer.class,
    final_class: answer.class,
    unsure,
  };
}

function emptyPicture(path: string, { class_names: names }: ApiModel, patient: string | null): ApiPicture {
  const label = labelOf(path, names);
  return {
    ...{ id: crypto.randomUUID(), name: path, label, patient, width: 0, height: 0 },
    ...{
      status: 'waiting',
      reason: null,
      class: null,
      final_class: null,
      probability: null,
      unsure: null,
      model_sha256: null,
      correction: null,
      reading: null,
    },
  };
}

function resultsOf(
  model: ApiModel,
  software: string,
  total: number,
  pictures: readonly ApiPicture[],
): ApiResults {
  const count = (status: ApiPicture['status']) =>
    pictures.filter((picture) => picture.status === status).length;
  return {
    batch: {
      ...{
        id: 'private',
        kind: 'cells',
        blind: false,
        name: texts.private.title,
        model: model.id,
        created: new Date().toISOString(),
      },
      progress: {
        ...{ total, done: count('done'), refused: count('refused'), failed: count('failed') },
        ...{ announced: null, arrived: null },
      },
    },
    files: { refused: [], missing: [] },
    sorting: { ...NAMES, set: null },
    model_sha256: model.sha256,
    model_replaced: false,
    class_names: model.class_names,
    positive_class: model.positive_class,
    ...{ threshold: model.threshold, threshold_from: 'the model’s', threshold_set: null },
    ...{ own_threshold: model.threshold, software },
    calibration: model.calibrated ? `temperature ${model.temperature.toFixed(3)}` : 'none',
    unsure_half_width: model.unsure_half_width,
    pictures: [...pictures],
  };
}
