import { rm } from 'node:fs/promises';
import { chooseSession, type SessionOptions } from '@giemsa/nn';
import { countPatients } from '../dataset/cells.js';
import type { CellDataset } from '../dataset/dataset.js';
import { loadCells, tellData } from '../dataset/load-cells.js';
import { sharedCells } from '../dataset/split.js';
import { writeSplitFile } from '../dataset/split-file.js';
import { type DeviceChoice, openDevice } from '../device/open-device.js';
import { checkTargetSensitivity } from '../errors/check-option.js';
import { Mismatch } from '../errors/kinds.js';
import type { SideOfSplit } from '../events/data-events.js';
import type { OnEvent } from '../events/events.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import type { RunFolder } from '../files/run-paths.js';
import type { Metrics } from '../metrics/metrics-schema.js';
import { writeConfig } from '../run-folder/config.js';
import { readMetrics } from '../run-folder/read-run.js';
import { prepareFolder, writingInto } from '../run-folder/run-folder.js';
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
  /** Fingerprint of the data: other data is rejected, so that a machine elsewhere trains on the same. */
  readonly fingerprint?: string | undefined;
  /** Folder for decoded cells, which a training that is resumed reads; the user's cache when left out. */
  readonly cache?: string | undefined;
  readonly onEvent?: OnEvent | undefined;
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
export async function trainRun(request: TrainRequest): Promise<TrainedRun> {
  checkTargetSensitivity(request.targetSensitivity);
  const device = await openDevice(request.device);
  // Errors are reported before the folder exists; then the folder itself is checked again.
  const { path } = (await openRun(request)).folder;
  return writingInto(path, async () =>
    trainOpened(await openRun({ ...request, out: path }), request, device),
  );
}

async function trainOpened(
  opened: OpenRun,
  request: TrainRequest,
  device: SessionOptions,
): Promise<TrainedRun> {
  const { folder, saved } = opened;
  const { onEvent } = request;
  const { path, report } = folder;
  if (opened.finished) {
    const { epochs } = opened.settings;
    onEvent?.({ type: 'run-finished-before', folder: path, epochs, report });
    return { folder, metrics: await readMetrics(folder) };
  }
  if (saved) onEvent?.({ type: 'resumable', what: 'training', folder: path });
  const cells = await loadCells(request.data, opened.settings, onEvent, opened.settings, request.cache);
  tellData(cells, onEvent);
  if (request.fingerprint !== undefined && request.fingerprint !== cells.fingerprint) {
    throw new Mismatch(
      `${cells.root} holds other data here than where the training was planned; update it, or plan the training again`,
    );
  }
  const settings = fitSplit(
    opened.settings,
    cells,
    saved !== undefined || (request.choices.split ?? request.choices.validationFraction) !== undefined,
  );
  const run = await prepareRun({ ...opened, settings }, cells, device, onEvent);
  tellPrepared(run, onEvent);
  onEvent?.({ type: 'run-started', folder: path, resumed: saved !== undefined });
  await loadInitialWeights(run, onEvent);
  await writeStart(run);
  onEvent?.({ type: 'resumable', what: 'training', folder: path });
  const samples = await writeSamples(run);
  const history = await fitRun(run, onEvent);
  const results = { history, ...(await evaluateRun(run, request)) };
  await writeRunReport(run, results, samples);
  const { metrics, leftOut, expectedCalibrationError } = results;
  onEvent?.({
    ...{ type: 'trained', folder: path, report, metrics, leftOut },
    epochs: history.epochs.length,
    seconds: history.epochs.reduce((sum, epoch) => sum + epoch.seconds, 0),
    ...(expectedCalibrationError !== undefined && { expectedCalibrationError }),
  });
  return { folder, metrics };
}

/** Tells what is trained, and on which cells. */
function tellPrepared(
  { cells, split, settings, model, facts, device }: PreparedRun,
  onEvent: OnEvent = () => {},
) {
  onEvent({
    type: 'split',
    by: settings.split,
    train: sideOf(cells, split.train),
    validation: sideOf(cells, split.validation),
    shared: sharedCells(split, cells.patients),
  });
  onEvent({
    type: 'network-built',
    name: model.name,
    layers: model.layers.length,
    parameters: model.countParameters(),
    summary: model.summary(),
  });
  onEvent({ type: 'session-chosen', device: device.device ?? 'cpu', ...chooseSession(device) });
  if (facts) onEvent({ type: 'model-opened', models: [facts] });
}

const sideOf = (cells: CellDataset, positions: readonly number[]): SideOfSplit => ({
  cells: positions.length,
  patients: countPatients(cells, positions),
});

/**
 * Writes what is known before the first step. The config comes last, except for the pictures: it makes the
 * folder a run.
 */
async function writeStart({ folder, config, split, cells, model }: PreparedRun): Promise<void> {
  await prepareFolder(folder.path);
  await rm(folder.report, { force: true });
  await writeSplitFile(folder.split, split, cells);
  await writeConfig(folder.config, config);
  await writeFileAtomic(folder.modelTable, `${model.summary()}\n`);
}
