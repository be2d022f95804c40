import type { SkippedFile } from '../files/skipped-file.js';
import type { Box, Outline } from '../smear/find/cell-finder.js';

/** An object of a field, and whether a person stands for its type. */
export interface CollectedCell {
  /** One of `LABELS`: what a person says, and where no person has looked, what the model says. */
  readonly type: string;
  readonly box: Box;
  /** Left out where only a box is known. */
  readonly outline?: Outline | undefined;
  readonly area?: number | undefined;
  /** Whether a person has looked at it: by itself, or with the whole field. Otherwise its type is no label. */
  readonly reviewed: boolean;
  /** Null where labels came without a name. */
  readonly reviewer: string | null;
  /** ISO 8601, where it is known. */
  readonly reviewed_at: string | null;
  readonly model_call: string | null;
  readonly model_probability: number | null;
}

/** A field with its objects, and where all that comes from. */
export interface CollectedField {
  /** Null where it is not known. */
  readonly patient: string | null;
  /** Path of its picture. */
  readonly picture: string;
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  /** The folder or file that it was collected from. */
  readonly source: string;
  /** As the source names its picture. */
  readonly original_file: string;
  /** Of the model that called its cells; null where no model did. */
  readonly model_sha256: string | null;
  /** Who says that every cell of it is right; null where nobody does. */
  readonly corrected_by: string | null;
  readonly corrected_at: string | null;
  readonly cells: readonly CollectedCell[];
}

/** Fields of one source. */
export interface CollectedSource {
  readonly fields: readonly CollectedField[];
  /** What of it is not used, and why. */
  readonly leftOut: readonly SkippedFile[];
}
