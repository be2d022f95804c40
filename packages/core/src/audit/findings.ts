import type { Agreement } from '../metrics/agreement.js';
import type { LabelNoise } from './confident-learning.js';
import type { JudgedLabel } from './judge-labels.js';
import type { WrongLabels } from './wrong-labels.js';

/** What an audit can find against a picture. */
export type FindingKind =
  | 'unreadable'
  | 'exact duplicate'
  | 'near duplicate'
  | 'odd picture'
  | 'doubtful label';

/** One line of `audit.csv`. */
export interface Finding {
  readonly file: string;
  /** Empty where it is not known. */
  readonly patient: string;
  readonly class: string;
  readonly kind: FindingKind;
  /** In words. */
  readonly detail: string;
  /** The other picture of a pair. */
  readonly other: string;
  /** Whether `--exclude` leaves the picture out. */
  readonly exclude: boolean;
}

/** Two pictures that show the same cell, and what that means. */
export interface DuplicateFinding {
  readonly first: string;
  readonly second: string;
  /** Empty where it is not known. */
  readonly firstPatient: string;
  readonly secondPatient: string;
  readonly exact: boolean;
  readonly difference: number;
  readonly turned: boolean;
  /** Labelled differently: one of the labels is wrong. */
  readonly acrossClasses: boolean;
  readonly acrossPatients: boolean;
  /** One trains, the other validates. */
  readonly acrossSplit: boolean;
}

/** A patient with cells on both sides of a split. */
export interface SharedPatient {
  readonly patient: string;
  readonly train: number;
  readonly validation: number;
}

/** The result of `data audit`. */
export interface Audit {
  readonly folder: string;
  readonly cells: number;
  readonly patients: number;
  readonly unreadable: readonly { readonly file: string; readonly reason: string }[];
  /** What is in the folder and is not a cell, or not all of what a file holds. */
  readonly leftOut: readonly { readonly file: string; readonly reason: string }[];
  readonly duplicates: readonly DuplicateFinding[];
  readonly odd: readonly OddFinding[];
  /** Where a split was given. */
  readonly split?: {
    readonly train: number;
    readonly validation: number;
    readonly sharedPatients: readonly SharedPatient[];
    /** Validation cells of those patients, and their share. */
    readonly sharedCells: number;
    readonly sharedShare: number;
  };
  /** Where predictions were given. */
  readonly labels?: {
    readonly predicted: number;
    /** Models whose answers were given; where there are several, the mean of their probabilities counts. */
    readonly models: number;
    readonly noise: LabelNoise;
    readonly classes: readonly string[];
    readonly doubtful: readonly DoubtfulFinding[];
    /**
     * Why these predictions' doubts mean nothing; then no cells are proposed for exclusion. Left out if they
     * mean something.
     */
    readonly unreliable?: string;
    /** What two people or more have read, blind to label and models. Left out without readings. */
    readonly readings?: {
      /** Cells that all readers have read. */
      readonly read: number;
      /** Of the first two readers. Left out with one. */
      readonly agreement?: Agreement;
      readonly wrong: number;
      readonly right: number;
      readonly undecided: number;
      readonly estimate: WrongLabels;
    };
    /** Every label; in `labels.csv`. */
    readonly judged: readonly JudgedLabel[];
  };
}

/** A picture beyond the limits that the input gate learns from the data set itself. */
export interface OddFinding {
  readonly file: string;
  /** Empty where it is not known. */
  readonly patient: string;
  readonly reason: string;
}

/** A cell whose label seems to be wrong. */
export interface DoubtfulFinding {
  readonly file: string;
  readonly patient: string;
  readonly class: string;
  readonly suggested: string;
  /** Probability of the label that it has. */
  readonly selfConfidence: number;
}
