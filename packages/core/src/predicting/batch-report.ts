import type { SessionOptions } from '@giemsa/nn';
import { NAMES, patientsOfFiles } from '../answer/patients-of-files.js';
import type { OnEvent } from '../events/events.js';
import { createExplainer } from '../explain/explainer.js';
import { heatLayerPng } from '../explain/heat-picture.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import { modelName } from '../files/model-name.js';
import { refuseForeignFile } from '../files/ours.js';
import { checkOutputFile } from '../files/output.js';
import type { SkippedFile } from '../files/skipped-file.js';
import { type CellNetwork, openCellModel, readCellModel } from '../formats/cell-model.js';
import { describeMeaning, factsOf, type MeaningOptions } from '../formats/model-meaning.js';
import { decodePixels } from '../pictures/decode.js';
import { fitPixels } from '../pictures/fit-pixels.js';
import { loadSharp } from '../pictures/load-sharp.js';
import { type PictureIn, picturesIn } from '../pictures/pictures-in.js';
import {
  batchReport,
  type PictureData,
  type ReportedPicture,
  reportPictures,
} from '../report/batch-report.js';
import { GIEMSA_VERSION } from '../run-folder/environment.js';
import { type Predictions, refuseNothing } from './predict-files.js';
import { predictStream } from './predict-stream.js';

/** Longest side of a picture in the report. */
const SHOWN_SIDE = 160;

export interface BatchReportRequest {
  readonly model: string;
  /** As for `predictFiles`. */
  readonly files: readonly string[];
  readonly out: string;
  readonly title: string;
  readonly threshold?: number | undefined;
  /** What the user says about the model. */
  readonly meaning?: MeaningOptions | undefined;
  readonly device?: SessionOptions;
  readonly onEvent?: OnEvent | undefined;
}

/**
 * Predicts pictures and writes one page about them that opens without a network: counts, patients, the most probable and
 * the unsure pictures with heat maps, settings.
 * @returns how many pictures were predicted, refused and skipped
 */
export async function writeBatchReport(
  request: BatchReportRequest,
): Promise<{ predicted: number; refused: number; skipped: number }> {
  const { out, title, device = {}, meaning } = request;
  // Heat maps need layers: a file without any is refused before anything is computed.
  const network = await readCellModel(request.model, meaning);
  await checkOutputFile('out', out);
  await refuseForeignFile('out', out, '.html');
  const model = await openCellModel(request.model, device, meaning);
  const told = describeMeaning([model]);
  request.onEvent?.({ type: 'model-opened', models: [factsOf(model)] });
  const threshold = request.threshold ?? model.threshold;
  const { total = 0, pictures } = await picturesIn(request.files);
  const reported: ReportedPicture[] = [];
  const counts = { predicted: 0, refused: 0, skipped: 0 };
  const skipped: SkippedFile[] = [];
  for await (const batch of predictStream(model, pictures, { threshold })) {
    reported.push(...reportedPictures(batch));
    counts.predicted += batch.predictions.length;
    counts.refused += batch.refused.length;
    counts.skipped += batch.skipped.length;
    skipped.push(...batch.skipped);
    const done = reported.length;
    request.onEvent?.({ type: 'progress', task: 'predicting pictures', done, total: Math.max(total, done) });
  }
  await model.release();
  refuseNothing(counts.predicted + counts.refused, skipped);
  const shown = reportPictures({ pictures: reported, threshold, classNames: model.classNames });
  const names = new Set([...shown.highest, ...shown.unsure].map(({ id }) => id));
  const page = batchReport({
    ...{
      title,
      made: new Date(),
      threshold,
      pictures: withPatients(withoutCommonFolder(reported), model.classNames),
    },
    classNames: model.classNames,
    positiveClass: model.classNames[model.positiveClass]!,
    settings: [
      ['Model', modelName(model.path)],
      ['Threshold', String(threshold)],
      ['Architecture', model.architecture],
      ['Recipe', model.recipe],
      ['Trained on data with fingerprint', model.dataFingerprint],
      ...(told.length > 0 ? [['What is known about the model', told.join('\n')] as const] : []),
      ['SHA-256 of the model file', model.sha256],
      ['Software', `giemsa ${GIEMSA_VERSION}`],
      ['Calibrated', model.calibration ? `temperature ${model.calibration.temperature.toFixed(3)}` : 'no'],
    ],
    data: await drawShown(request, network, names),
  });
  await writeFileAtomic(out, page);
  return counts;
}

function reportedPictures({ predictions, refused, skipped }: Predictions): ReportedPicture[] {
  const named = (file: string) => ({ id: file, name: file, patient: null, correction: null });
  return [
    ...predictions.map(({ file, class: name, probability }) => ({
      ...named(file),
      ...{ class: name, probability, reason: null },
    })),
    ...[...refused, ...skipped].map(({ file, reason }) => ({
      ...named(file),
      ...{ class: null, probability: null, reason },
    })),
  ];
}

/** Names without the folder that all of them lie in: a report is handed on, and says nothing of this machine's folders. */
function withoutCommonFolder(pictures: readonly ReportedPicture[]): ReportedPicture[] {
  const [first = [], ...others] = pictures.map(({ name }) => name.split(/[/\\]/).slice(0, -1));
  const isCommon = (depth: number) => others.every((folders) => folders[depth] === first[depth]);
  const shared = first.findIndex((_, depth) => !isCommon(depth));
  const depth = shared === -1 ? first.length : shared;
  return pictures.map((picture) => ({
    ...picture,
    name: picture.name.split(/[/\\]/).slice(depth).join('/'),
  }));
}

/** By names below the folder that all lie in, which is nobody's. */
function withPatients(
  pictures: readonly ReportedPicture[],
  classNames: readonly string[],
): ReportedPicture[] {
  const names = pictures.map(({ name }) => name);
  const patientOf = patientsOfFiles(names, NAMES, new Map(), classNames);
  return pictures.map((picture) => ({ ...picture, patient: patientOf(picture.name) ?? null }));
}

/** The sources are gone through a second time: only few of many pictures are drawn. */
async function drawShown(
  { files, device = {} }: BatchReportRequest,
  { model, metadata }: CellNetwork,
  names: ReadonlySet<string>,
): Promise<PictureData> {
  const explainer = await createExplainer(model, { ...device, classIndex: metadata.positiveClass });
  const data = new Map<string, { image: string; heat: string }>();
  const options = {
    width: metadata.imageSize,
    height: metadata.imageSize,
    colorMode: metadata.colorMode,
    resizeRule: metadata.resizeRule,
  };
  for await (const { name, source } of (await picturesIn(files)).pictures as AsyncIterable<PictureIn>) {
    if (!names.has(name)) continue;
    const pixels = await decodePixels(source, name);
    const { width, height } = pixels;
    const [explanation] = await explainer.explain([fitPixels(pixels, options)]);
    const size = { width: SHOWN_SIDE, height: SHOWN_SIDE, fit: 'inside' as const };
    const sharp = await loadSharp();
    const image = await sharp(pixels.data, { raw: { width, height, channels: 3 } })
      .resize(size)
      .webp()
      .toBuffer();
    const zoom = SHOWN_SIDE / Math.max(width, height);
    const heat = await sharp(await heatLayerPng(explanation!))
      .resize(Math.max(1, Math.round(width * zoom)), Math.max(1, Math.round(height * zoom)), { fit: 'fill' })
      .png()
      .toBuffer();
    data.set(name, {
      image: `data:image/webp;base64,${image.toString('base64')}`,
      heat: `data:image/png;base64,${heat.toString('base64')}`,
    });
  }
  await explainer.release();
  return data;
}
