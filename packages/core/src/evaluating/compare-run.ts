import { join } from 'node:path';
import { loadImages } from '../dataset/cache.js';
import type { CellDataset } from '../dataset/dataset.js';
import { Mismatch, UnusableData } from '../errors/kinds.js';
import type { OnEvent } from '../events/events.js';
import { RunFolder } from '../files/run-paths.js';
import { type CellModel, openCellModel } from '../formats/cell-model.js';
import { patientKey } from '../formats/patient-key.js';
import { type PairedFigures, pairedFigures } from '../metrics/paired-figures.js';
import { readPredictions } from '../run-folder/read-predictions.js';
import { evaluateCells } from './evaluate-cells.js';

/** A finished training, and the model that it is compared with. */
export interface CompareRunRequest {
  /** The run folder. */
  readonly run: string;
  /** The folder that holds the classes of its data set. */
  readonly root: string;
  /** The file of the model before. */
  readonly model: string;
  readonly threads?: number | undefined;
  readonly onEvent?: OnEvent | undefined;
}

/** The model before and that of a training, on the cells that the training held out. */
export interface ComparedRun extends PairedFigures {
  readonly before: { readonly sha256: string; readonly threshold: number };
  readonly after: { readonly sha256: string; readonly threshold: number };
  /** Held-out cells that are in no figure, with the reason. */
  readonly left_out: {
    /** Of patients that the model before was trained on. */
    readonly trained_on: number;
    /** Whose picture is gone or cannot be read. */
    readonly unread: number;
  };
  /** Whether it is known on which patients the model before was trained: else it may have seen some of these. */
  readonly knows_training: boolean;
}

/**
 * Compares a model with that of a finished training, on the same cells: those that the training held out, of patients that neither
 * was trained on.
 * @throws UserError when no such cell is left, or the models know other classes
 */
export async function compareRun(request: CompareRunRequest): Promise<ComparedRun> {
  const { run, root, model, threads, onEvent } = request;
  const folder = new RunFolder(run);
  const session = threads === undefined ? {} : { threads };
  const before = await openCellModel(model, session);
  const after = await openCellModel(folder.model, session);
  try {
    const known = before.trainingPatients && new Set(before.trainingPatients);
    const { classes, cells } = await readPredictions(folder.predictions);
    const isSeen = ({ patient }: { patient?: string | undefined }) =>
      patient !== undefined && known !== undefined && known.has(patientKey(patient));
    const wanted = cells.filter((cell) => !isSeen(cell));
    if (wanted.length === 0) {
      throw new Mismatch(
        'the model before was trained on every patient that this training held out: on them nothing can be compared',
      );
    }
    const read = (of: CellModel) => evaluated(of, { root, classes, wanted, onEvent });
    const [first, second] = [await read(before), await read(after)];
    const both = new Set(first.cells.map(({ file }) => file));
    const isRead = new Set(second.cells.flatMap(({ file }) => (both.has(file) ? [file] : [])));
    if (isRead.size === 0)
      throw new UnusableData(`none of the ${wanted.length} held-out cells can be read any more`);
    const only = (of: typeof first) => ({ ...of, cells: of.cells.filter(({ file }) => isRead.has(file)) });
    return {
      ...pairedFigures(only(first), only(second)),
      before: { sha256: before.sha256, threshold: before.threshold },
      after: { sha256: after.sha256, threshold: after.threshold },
      left_out: { trained_on: cells.length - wanted.length, unread: wanted.length - isRead.size },
      knows_training: known !== undefined,
    };
  } finally {
    await before.release();
    await after.release();
  }
}

interface Wanted {
  readonly root: string;
  readonly classes: readonly string[];
  readonly wanted: readonly { file: string; patient?: string | undefined; label: number }[];
  readonly onEvent: OnEvent | undefined;
}

/** Only the wanted pictures are decoded, as the model needs them. */
async function evaluated(model: CellModel, { root, classes, wanted, onEvent }: Wanted) {
  const { imageSize, colorMode, resizeRule } = model;
  const paths = wanted.map(({ file }) => join(root, file));
  const loaded = await loadImages(paths, { size: imageSize, colorMode, resizeRule, onEvent });
  const kept = new Set(loaded.kept);
  const rows = wanted.filter((_, index) => kept.has(paths[index]!));
  const cells: CellDataset = {
    ...{ root, classNames: [...classes], positiveClass: 0, images: loaded.images, imageSize, colorMode },
    files: rows.map(({ file }) => file),
    labels: Uint8Array.from(rows, ({ label }) => label),
    patients: rows.map(({ patient }) => patient ?? null),
    ...{ skipped: [], leftOut: [], fingerprint: '' },
  };
  return evaluateCells(model, cells, [...rows.keys()]);
}
