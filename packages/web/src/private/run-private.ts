import type { ApiCorrection, ApiModel, ApiPicture, ApiResults } from '@giemsa/server';
import type { BatchSource } from '../data/batch-source.js';
import type { DroppedFile } from '../data/upload.js';
import { texts } from '../texts.js';
import { loadPrivateModel } from './private-model.js';

/** Larger pictures are refused, as by the server. */
const MAXIMUM_PIXELS = 30e6;

/** A batch that lives in this page alone. */
export interface PrivateBatch {
  readonly results: ApiResults;
  readonly source: BatchSource;
}

/** Reads pictures in this browser, one after the other. @param onPicture after each, with all that is known so far */
export async function runPrivate(
  model: ApiModel,
  files: readonly DroppedFile[],
  onPicture: (batch: PrivateBatch) => void,
): Promise<PrivateBatch> {
  const { answer } = await loadPrivateModel(model);
  const images = new Map<string, string>();
  const heats = new Map<string, string>();
  const pictures: ApiPicture[] = [];
  const source: BatchSource = {
    image: (id) => images.get(id)!,
    heat: (id) => heats.get(id)!,
    correct: async (_id, verdict, label, reviewer): Promise<ApiCorrection> => ({
      ...{ verdict, label, reviewer },
      created: new Date().toISOString(),
    }),
  };
  const batch = (): PrivateBatch => ({ results: resultsOf(model, files.length, pictures), source });
  for (const { file, path } of files) {
    const picture = emptyPicture(path, model);
    try {
      const pixels = await pixelsOf(file);
      const { probabilities, heat } = await answer(pixels);
      images.set(picture.id, URL.createObjectURL(file));
      heats.set(picture.id, heat);
      pictures.push({
        ...picture,
        ...decided(model, probabilities),
        width: pixels.width,
        height: pixels.height,
      });
    } catch (error) {
      pictures.push({ ...picture, status: 'failed', reason: (error as Error).message });
    }
    onPicture(batch());
  }
  return batch();
}

/** Turned upright, transparency on black, colours as in the file: what the server's decoder gives, for PNG to the bit. */
async function pixelsOf(file: File): Promise<ImageData> {
  const bitmap = await createImageBitmap(file, { colorSpaceConversion: 'default' }).catch(() => {
    throw new Error(texts.private.unreadable);
  });
  const { width, height } = bitmap;
  if (width * height > MAXIMUM_PIXELS) throw new Error(texts.private.tooLarge);
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, width, height);
}

function decided(
  model: ApiModel,
  probabilities: Float32Array,
): Pick<ApiPicture, 'class' | 'probability' | 'status'> {
  const { class_names: names, positive_class: positive, threshold } = model;
  const row = Array.from(probabilities);
  if (names.length === 2) {
    const probability = row[names.indexOf(positive)]!;
    const other = names.find((name) => name !== positive)!;
    return { status: 'done', probability, class: probability >= threshold ? positive : other };
  }
  const best = row.indexOf(Math.max(...row));
  return { status: 'done', probability: row[best]!, class: names[best]! };
}

function emptyPicture(path: string, { class_names: names }: ApiModel): ApiPicture {
  const folder = path.split('/').at(-2) ?? null;
  const label = folder !== null && names.includes(folder) ? folder : null;
  const patient = /(?:^|\/)([^/]+?)_IMG_/.exec(path)?.[1] ?? (folder === label ? null : folder);
  return {
    ...{ id: crypto.randomUUID(), name: path, label, patient, width: 0, height: 0 },
    ...{ status: 'waiting', reason: null, class: null, probability: null, unsure: null, correction: null },
  };
}

function resultsOf(model: ApiModel, total: number, pictures: readonly ApiPicture[]): ApiResults {
  const count = (status: ApiPicture['status']) =>
    pictures.filter((picture) => picture.status === status).length;
  return {
    batch: {
      ...{ id: 'private', name: texts.private.title, model: model.id, created: new Date().toISOString() },
      progress: { total, done: count('done'), refused: 0, failed: count('failed') },
    },
    class_names: model.class_names,
    positive_class: model.positive_class,
    threshold: model.threshold,
    pictures: [...pictures],
  };
}
