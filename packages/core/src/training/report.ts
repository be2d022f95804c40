import { basename } from 'node:path';
import type { History } from '@giemsa/nn';
import { describeAugmentation } from '../augment/describe-augmentation.js';
import { drawSamples } from '../dataset/samples.js';
import { drawMistakes } from '../evaluating/mistake-pictures.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import type { Evaluation } from '../metrics/evaluation.js';
import type { Metrics } from '../metrics/metrics-schema.js';
import { findRecipe } from '../recipes/recipes.js';
import { describeDuration } from '../report/duration.js';
import { drawFigures, writeFigures } from '../report/figures.js';
import { runReport } from '../report/run-report.js';
import type { ReportSplit } from '../report/run-report-input.js';
import type { RunConfig } from '../run-folder/config.js';
import { historyRows } from '../run-folder/history-rows.js';
import { drawAugmentedSamples } from './augmented-samples.js';
import type { PreparedRun } from './prepare.js';

/** Writes the pictures of the cells, which can be looked at while the model trains. */
export async function writeSamples(run: PreparedRun): Promise<RunSamples> {
  const { folder, cells, settings } = run;
  const samples = await drawSamples(cells, settings.seed);
  const augmented = await drawAugmentedSamples(run);
  await writeFileAtomic(folder.samples, samples);
  if (augmented) await writeFileAtomic(folder.augmentedSamples, augmented);
  return { samples, augmented };
}

export interface RunSamples {
  readonly samples: Buffer;
  readonly augmented: Buffer | undefined;
}

export interface RunResults {
  readonly history: History;
  readonly evaluation: Evaluation;
  readonly metrics: Metrics;
}

/** Writes the pictures and, as the last file of a run, its report. */
export async function writeRunReport(
  run: PreparedRun,
  { history, evaluation, metrics }: RunResults,
  { samples, augmented }: RunSamples,
): Promise<void> {
  const { folder, cells, config } = run;
  const figures = await drawFigures(evaluation, metrics, historyRows(history));
  await writeFigures(folder.path, figures);
  const mistakes = await drawMistakes(evaluation, cells.root);
  const page = runReport({
    title: `${config.settings.architecture}, recipe ${config.settings.recipe}, on ${basename(cells.root)}`,
    made: new Date(),
    evaluatedOn: `the validation cells of ${basename(cells.root)}`,
    metrics,
    figures,
    split: reportSplit(config),
    settings: reportSettings(config),
    samples: [
      {
        title: 'Random cells of each class',
        caption: 'Random cells of each class, as they are in the files.',
        png: samples,
      },
      ...(augmented
        ? [
            {
              title: 'Augmented cells',
              caption: 'What training sees: cells changed at random, differently in each epoch.',
              png: augmented,
            },
          ]
        : []),
    ],
    ...(mistakes && { mistakes }),
    environment: reportEnvironment(config, history),
  });
  await writeFileAtomic(folder.report, page);
}

function reportSplit({ settings, split }: RunConfig): ReportSplit {
  const { train, validation, sharedPatients } = split;
  return {
    kind: settings.split,
    trainingCells: train.cells,
    validationCells: validation.cells,
    ...(sharedPatients && {
      trainingPatients: train.patients,
      validationPatients: validation.patients,
      sharedPatientCells: sharedPatients.count,
    }),
  };
}

function reportSettings({
  settings,
  optimizer,
  parameters,
}: RunConfig): Record<string, string | number | boolean> {
  const { augmentation, augmentsValidation, loss, learningRate } = settings;
  const schedule = (optimizer.learningRate as { name?: string } | undefined)?.name;
  return {
    Recipe: `${settings.recipe}: ${findRecipe(settings.recipe).description}`,
    Architecture: `${settings.architecture}, ${parameters.total.toLocaleString('en-US')} parameters`,
    Images: `${settings.imageSize} × ${settings.imageSize}, ${settings.colorMode}`,
    Epochs: settings.epochs,
    'Batch size': settings.batchSize,
    Optimizer: `${optimizer.name}, learning rate ${learningRate}${schedule ? ` (${schedule})` : ''}`,
    Loss: loss.labelSmoothing ? `${loss.name}, label smoothing ${loss.labelSmoothing}` : loss.name,
    ...(settings.emaMomentum !== null && { 'Moving average of the weights': settings.emaMomentum }),
    ...(settings.globalClipnorm !== null && { 'Gradient norm limit': settings.globalClipnorm }),
    Augmentation: describeAugmentation(augmentation),
    'Validation during training': augmentsValidation
      ? 'on augmented images, as in the tutorial, which uses one generator for both; all other figures are for unchanged images'
      : 'on plain images',
    Seed: settings.seed,
  };
}

function reportEnvironment({ environment, data, created }: RunConfig, { epochs }: History) {
  const seconds = epochs.reduce((sum, epoch) => sum + epoch.seconds, 0);
  return {
    'Training time': describeDuration(seconds),
    Begun: `${created.slice(0, 16).replace('T', ' ')} UTC`,
    Processor: `${environment.cpu}, ${environment.threads} threads, device ${environment.device}`,
    Versions: `giemsa ${environment.giemsa}, Node.js ${environment.node}, ONNX Runtime ${environment.onnxruntime}`,
    Platform: environment.platform,
    'Data fingerprint': data.fingerprint,
  };
}
