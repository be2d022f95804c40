import type { SkippedFile } from '../files/skipped-file.js';

/** A folder of labelled cells was read. */
export interface DataReadEvent {
  readonly type: 'data-read';
  readonly folder: string;
  readonly cells: number;
  /** By the names of the classes. */
  readonly cellsPerClass: Readonly<Record<string, number>>;
  /** Known ones; 0 where none is known. */
  readonly patients: number;
  /** Cells in each part of a ready-made split, where the folder has one. */
  readonly subsets?: Readonly<Record<'train' | 'validation' | 'test', number>>;
  /** What could not be read. */
  readonly skipped: readonly SkippedFile[];
  /** What is in the folder and is not used. */
  readonly leftOut: readonly SkippedFile[];
}

/** One side of a split. */
export interface SideOfSplit {
  readonly cells: number;
  /** Known ones; 0 where none is known. */
  readonly patients: number;
}

/** Validation cells whose patient is also in training, and their share in [0, 1]. */
export interface SharedCells {
  readonly count: number;
  readonly share: number;
}

/** Cells were split into training and validation cells. */
export interface SplitEvent {
  readonly type: 'split';
  readonly by: 'patient' | 'image' | 'file' | 'folders';
  readonly train: SideOfSplit;
  readonly validation: SideOfSplit;
  /** `null` where no patient is known. */
  readonly shared: SharedCells | null;
}

/** A model is evaluated or calibrated on a part of the cells that were read. */
export interface CellsChosenEvent {
  readonly type: 'cells-chosen';
  readonly purpose: 'evaluation' | 'calibration';
  /** By a file that was given, or by the folders of a ready-made split. */
  readonly by: 'split-file' | 'folders';
  readonly subset: 'train' | 'validation' | 'test';
  readonly cells: number;
  /** By a split file only; `null` where no patient is known. */
  readonly shared?: SharedCells | null;
}
