import { counted } from '@giemsa/core/internal/counted';
import type { FoldsPlannedEvent, TrainingStateEvent } from '@giemsa/core/internal/events/plan-events';
import type {
  NetworkBuiltEvent,
  SessionChosenEvent,
  TrainedEvent,
  WeightsLoadedEvent,
  WeightsNotUsedEvent,
} from '@giemsa/core/internal/events/training-events';
import { describeDuration } from '@giemsa/core/internal/report/duration';
import { describeMetrics } from './describe-metrics.js';

/** Models with more layers than this show their totals only; the table is in the run folder. */
const LONGEST_TABLE = 20;

/** Keras' summary, or of a large model its totals. */
export function describeNetwork({ layers, summary }: NetworkBuiltEvent): string[] {
  const lines = summary.split('\n');
  return layers <= LONGEST_TABLE ? lines : [lines[0]!, ...lines.filter((line) => / params: /.test(line))];
}

export function describeLoaded({ file, network, loaded, skipped, missing }: WeightsLoadedEvent): string[] {
  const lines = [
    `Weights: ${loaded} layers of "${network}" loaded, ${skipped.length} skipped, ${missing.length} missing, from ${file}`,
  ];
  for (const { layer, expected, found } of skipped) {
    lines.push(`         skipped: ${layer} has shapes ${expected}, the file ${found}`);
  }
  if (missing.length > 0) lines.push(`         missing, random: ${listLayers(missing)}`);
  return lines;
}

/** `conv5 (17 layers), dense`: the layers of a stage together. */
function listLayers(names: readonly string[]): string {
  const stages = new Map<string, string[]>();
  for (const name of names) {
    const stage = /^(?:conv|stage)\d+/.exec(name)?.[0] ?? name;
    stages.set(stage, [...(stages.get(stage) ?? []), name]);
  }
  return [...stages]
    .map(([stage, own]) => (own.length === 1 ? own[0]! : `${stage} (${own.length} layers)`))
    .join(', ');
}

/** What computes, and how the results come back. */
export function describeSession({ device, kind, reason }: SessionChosenEvent): string {
  return kind === 'c-api'
    ? `Device: ${device}, through ONNX Runtime's C API: results are not copied`
    : `Device: ${device}, through onnxruntime-node, which copies results: ${reason}`;
}

export function describeNotUsed({ weights, architecture, fits }: WeightsNotUsedEvent): string {
  return `Weights: random, not the recipe's (${weights}${fits ? '' : `, which are not for ${architecture}`})`;
}

export function describeTrained(trained: TrainedEvent): string[] {
  const { epochs, seconds, expectedCalibrationError: error, leftOut, metrics, report } = trained;
  return [
    `Trained ${counted(epochs, 'epoch')} in ${describeDuration(seconds)}`,
    ...(error === undefined
      ? []
      : [
          `Calibrated: expected calibration error ${error.toFixed(4)} on patients that the temperature was not fitted on`,
        ]),
    ...leftOut.map((reason) => `Left out: ${reason}`),
    ...describeMetrics(metrics),
    `Report: ${report}`,
  ];
}

export function describeFolds({ folder, heldOut, joinsSubsets }: FoldsPlannedEvent): string[] {
  const sizes = heldOut.map((cells) => cells.toLocaleString('en-US')).join(', ');
  return [
    ...(joinsSubsets
      ? ['The folders of the data set’s own split are merged: folds are made by patient']
      : []),
    `Folds: ${heldOut.length}, every patient in one of them; cells held out: ${sizes}`,
    `Folder: ${folder}`,
  ];
}

/** Where a training stands that workers do. */
export function describeState({
  name,
  state,
  epoch,
  epochs,
  accuracy,
  worker,
  reason,
}: TrainingStateEvent): string {
  const measured = accuracy === undefined ? '' : `, val_accuracy ${accuracy.toFixed(4)}`;
  const progress = `epoch ${epoch} of ${epochs}${measured}`;
  const tried = reason === undefined ? '' : ` (the last try ended ${reason})`;
  switch (state) {
    case 'finished-before':
      return `${name}: finished before`;
    case 'failed':
      return `${name}: failed ${reason}`;
    case 'finished':
      return `${name}: finished, ${progress}`;
    case 'waiting':
      return `${name}: waits for a worker, ${progress}${tried}`;
    case 'running':
      return `${name}: ${progress}, on ${worker}`;
  }
}
