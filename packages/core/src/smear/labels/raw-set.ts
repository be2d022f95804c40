import type { SkippedFile } from '../../files/skipped-file.js';
import type { LabelledObject } from '../match-boxes.js';

/** A picture and its labels, named as the data set names them. */
export interface RawField {
  readonly file: string;
  /** Path below the folder of pictures, with `/`. */
  readonly image: string;
  /** As the labels say it; `undefined` where they do not. */
  readonly patient?: string | undefined;
  readonly objects: readonly LabelledObject[];
}

/** Labelled pictures as their files give them. */
export interface RawSet {
  readonly fields: readonly RawField[];
  /** Pictures without labels, labels without a picture, and the like. */
  readonly leftOut: readonly SkippedFile[];
}
