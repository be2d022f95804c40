/** Endings of names whose files a browser decodes by itself, in lower case. */
export const BROWSER_EXTENSIONS: readonly string[] =
  '.bmp .gif .jfif .jif .jpe .jpeg .jpg .pjp .pjpeg .png .webp'.split(' ');

/** Endings of names of the formats that are read, in lower case. */
export const IMAGE_EXTENSIONS: readonly string[] = [
  ...BROWSER_EXTENSIONS,
  '.heic',
  '.heif',
  '.tif',
  '.tiff',
].sort();

/** Whether a name ends in one of these, whatever its case. */
export const hasEnding = (name: string, endings: readonly string[]): boolean =>
  endings.some((ending) => name.toLowerCase().endsWith(ending));
