/** A file that could not be read, and why. */
export interface SkippedFile {
  file: string;
  reason: string;
}
