import { rm } from 'node:fs/promises';
import type { SessionOptions } from '@giemsa/nn';
import { counted } from '../counted.js';
import { loadCells } from '../dataset/load-cells.js';
import { writeSplitFile } from '../dataset/split-file.js';
import { type DeviceChoice, openDevice } from '../device/open-device.js';
import { checkTargetSensitivity } from '../errors/check-option.js';
import { Mismatch } from '../errors/kinds.js';
import {
  describeData,
  describeDuration,
  describeMetrics,
  describeModel,
  describeSplit,
} from '../evaluating/describe.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import { type GoingOn, goOnBy } from '../files/interruption.js';
import type { RunFolder } from '../files/run-paths.js';
import type { Metrics } from '../metrics/metrics-schema.js';
import { writeConfig } from '../run-folder/config.js';
import { readMetrics } from '../run-folder/read-run.js';
import { prepareFolder, writingInto } from '../run-folder/run-folder.js';
import type { Output } from '../terminal/output.js';
import { evaluateRun } from './finish.js';
import { fitRun } from './fit-run.js';
import { loadInitialWeights } from './initial-weights.js';
import { type OpenRun, openRun, type RunRequest } from './open-run.js';
import { type PreparedRun, prepareRun } from './prepare.js';
import { writeRunReport, writeSamples } from './report.js';
import { fitSplit } from './split-cells.js';

/** What is trained, on what, and where the run folder goes. */
export interface TrainRequest extends RunRequest {
  readonly device: DeviceChoice;
  /** In (0, 1]: the threshold is chosen to reach it on the validation cells. */
  readonly targetSensitivity?: number | undefined;
  /** Of the data: others are refused, so that a machine elsewhere trains on the same. */
  readonly fingerprint?: string | undefined;
}

/** A training that has ended. */
export interface TrainedRun {
  readonly folder: RunFolder;
  readonly metrics: Metrics;
}

/**
 * Trains a model, evaluates it on the validation cells and writes the run folder.
 * @throws UserError on a mistake of the user's; nothing that was finished is lost
 */
export async function trainRun(request: TrainRequest, output: Output): Promise<TrainedRun> {
  checkTargetSensitivity(request.targetSensitivity);
  const device = await openDevice(request.device);
  // Mistakes are told before there is a folder; then it is looked at again, for itself.
  const { path } = (await openRun(request)).folder;
  return writingInto(path, async () =>
    trainOpened(await openRun({ ...request, out: path }), request, device, output),
  );
}

async function trainOpened(
  opened: OpenRun,
  request: TrainRequest,
  device: SessionOptions,
  output: Output,
): Promise<TrainedRun> {
  const { folder, saved } = opened;
  if (opened.finished) {
    output.say(
      `${folder.path} is finished: all ${opened.settings.epochs} epochs are done. Report: ${folder.report}`,
    );
    return { folder, metrics: await readMetrics(folder) };
  }
  const goingOn: GoingOn = { kept: 'finished epochs are kept', options: { out: folder.path, resume: true } };
  if (saved) goOnBy(goingOn);
  const cells = await loadCells(request.data, opened.settings, opened.settings);
  output.say(...describeData(cells));
  if (request.fingerprint !== undefined && request.fingerprint !== cells.fingerprint) {
    throw new Mismatch(
      `${cells.root} holds other data here than where the training was planned; bring it up to date, or plan anew`,
    );
  }
  const settings = fitSplit(
    opened.settings,
    cells,
    saved !== undefined || (request.choices.split ?? request.choices.validationFraction) !== undefined,
  );
  const run = await prepareRun({ ...opened, settings }, cells, device);
  output.say(...describeSplit(cells, run.split, settings.split), ...describeModel(run.model));
  output.say(...run.told);
  output.say(saved ? `Going on with ${folder.path}` : `Run folder: ${folder.path}`);
  await loadInitialWeights(run, output);
  await writeStart(run);
  goOnBy(goingOn);
  const samples = await writeSamples(run);
  const history = await fitRun(run, output);
  const results = { history, ...(await evaluateRun(run, request)) };
  await writeRunReport(run, results, samples);
  const seconds = history.epochs.reduce((sum, epoch) => sum + epoch.seconds, 0);
  output.say(`Trained ${counted(history.epochs.length, 'epoch')} in ${describeDuration(seconds)}`);
  if (results.expectedCalibrationError !== undefined) {
    output.say(
      `Calibrated: expected calibration error ${results.expectedCalibrationError.toFixed(4)} on patients that the temperature was not fitted on`,
    );
  }
  output.say(...results.leftOut.map((reason) => `Left out: ${reason}`));
  output.say(...describeMetrics(results.metrics), `Report: ${folder.report}`);
  return { folder, metrics: results.metrics };
}

/** What is known before the first step. The config comes last but for the pictures: with it the folder is a run. */
async function writeStart({ folder, config, split, cells, model }: PreparedRun): Promise<void> {
  await prepareFolder(folder.path);
  await rm(folder.report, { force: true });
  await writeSplitFile(folder.split, split, cells);
  await writeConfig(folder.config, config);
  await writeFileAtomic(folder.modelTable, `${model.summary()}\n`);
}
