import { type Signature, showSame, signatureOf } from '../audit/duplicates.js';
import { type Pixels, resizeRgb } from '../pictures/resize.js';

/** Side of the pictures that are compared. */
const SIDE = 96;

/** What a field shows, to be compared with others. */
export const shownIn = (picture: Pixels): Signature => signatureOf(resizeRgb(picture, SIDE, SIDE), SIDE);

/** Where a field is. */
export interface FieldOf {
  readonly patient: string;
  readonly file: string;
}

/**
 * The fields that were read, by their bytes and by what they show: a field counts once, whatever it is called and however it was
 * saved. Of 349 real fields the two most alike, of one place, differ by 0.29 and the next by 0.77; copies saved smaller, brighter
 * or as a poor JPEG by 0.08 at most. The limit is 0.1.
 */
export class SeenFields {
  readonly #bytes = new Map<string, FieldOf>();
  readonly #shown: { readonly signature: Signature; readonly of: FieldOf }[] = [];

  /** @returns the field of the same file content, if it was read before */
  withBytes(sha256: string): FieldOf | undefined {
    return this.#bytes.get(sha256);
  }

  addBytes(sha256: string, of: FieldOf): void {
    this.#bytes.set(sha256, of);
  }

  /**
   * Adds what a field shows: only of one with cells, as empty and thick places look alike.
   * @returns the field that shows the same, if there is one; then nothing is added
   */
  addShown(signature: Signature, of: FieldOf): FieldOf | undefined {
    const same = this.#shown.find((other) => showSame(other.signature, signature));
    if (!same) this.#shown.push({ signature, of });
    return same?.of;
  }
}

/** Why a field is not counted again. @param isSavedAgain in another file content */
export function sameField(first: FieldOf, { patient }: FieldOf, isSavedAgain = false): string {
  const whose =
    first.patient === patient ? '' : ` of patient ${first.patient}; find out which patient it belongs to`;
  return `the same picture as ${first.file}${isSavedAgain ? ', saved again' : ''}${whose}; it is counted there`;
}
