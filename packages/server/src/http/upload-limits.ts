import { Problem } from './problem.js';

/** What one upload, which is one request, may hold. */
export const UPLOAD_LIMITS = {
  /** Of one picture. */
  pictureBytes: 50e6,
  /** Of one part: an archive. */
  archiveBytes: 2e9,
  files: 5000,
  pixels: 30e6,
  /** Of all parts together, and of all that archives unpack to. */
  bytes: 4e9,
  unpackedBytes: 4e9,
  archives: 100,
  /** In all archives, those that are skipped too. */
  entries: 50_000,
} as const;

/** Pictures are compressed: packed, they are hardly smaller. What unpacks to much more was made to do harm. */
const MOST_TIMES_LARGER = 100;
/** Drawn and uncompressed pictures may do that, so this much is always unpacked. */
const UNPACKED_AT_LEAST = 200e6;

export const tooLarge = (): Problem =>
  new Problem(
    'too-large',
    `One upload may hold ${UPLOAD_LIMITS.bytes / 1e9} GB. Nothing was kept; split it into several uploads.`,
  );

/** What one request may still have done for it. */
export class UploadBudget {
  #bytes = 0;
  #archives = 0;
  #entries = 0;
  #archiveBytes = 0;
  #unpacked = 0;

  /** @throws Problem 413 when the whole request is too large */
  receive(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > UPLOAD_LIMITS.bytes) throw tooLarge();
  }

  /** @throws Error with the reason why one more is not unpacked */
  openArchive(bytes: number): void {
    if (++this.#archives > UPLOAD_LIMITS.archives) {
      throw new Error(`one upload may hold ${UPLOAD_LIMITS.archives} archives; send this one in another`);
    }
    this.#archiveBytes += bytes;
  }

  /** @throws Error when the archives hold too many files together */
  list(entries: number): void {
    this.#entries += entries;
    if (this.#entries <= UPLOAD_LIMITS.entries) return;
    const limit = UPLOAD_LIMITS.entries.toLocaleString('en');
    throw new Error(`the archives of one upload may hold ${limit} files; split them into several uploads`);
  }

  /** @throws Error when the archives unpack to too much together */
  unpack(bytes: number): void {
    this.#unpacked += bytes;
    if (this.#unpacked > UPLOAD_LIMITS.unpackedBytes) {
      throw new Error(
        `the archives of one upload may unpack to ${UPLOAD_LIMITS.unpackedBytes / 1e9} GB; split them into several uploads`,
      );
    }
    if (this.#unpacked > Math.max(UNPACKED_AT_LEAST, MOST_TIMES_LARGER * this.#archiveBytes)) {
      throw new Error(`it unpacks to more than ${MOST_TIMES_LARGER} times its size, which pictures never do`);
    }
  }
}
