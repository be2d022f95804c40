import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { IMAGE_EXTENSIONS } from './picture-endings.js';

/** What is read, in words. */
export const PICTURES_READ = 'PNG, JPEG, WebP, TIFF, BMP, GIF or HEIC';

/** Formats of pictures that are read. */
export type PictureFormat = 'PNG' | 'JPEG' | 'WebP' | 'TIFF' | 'BMP' | 'GIF' | 'HEIC';

/** How many bytes of a file's beginning tell what it is. */
export const SIGNATURE_BYTES = 264;

/** Whether a file's first bytes, as Latin-1 text, are of a format. */
type Test = (start: string) => boolean;

const begins =
  (...signatures: string[]): Test =>
  (start) =>
    signatures.some((signature) => start.startsWith(signature));

/** ISO 14496-12: the brand that a file is of, and those that it is compatible with. */
const brands = (start: string): string => (start.startsWith('ftyp', 4) ? start.slice(8, 72) : '');

const isAvif: Test = (start) => /avi[fs]/.test(brands(start));

/** Formats that `sharp` would also take, such as SVG and PDF, are not among them. */
const READ: readonly (readonly [PictureFormat, Test])[] = [
  ['PNG', begins('\x89PNG\r\n\x1a\n')],
  ['JPEG', begins('\xff\xd8\xff')],
  ['WebP', (start) => start.startsWith('RIFF') && start.startsWith('WEBP', 8)],
  ['TIFF', begins('II*\0', 'II+\0', 'MM\0*', 'MM\0+')],
  ['BMP', begins('BM')],
  ['GIF', begins('GIF87a', 'GIF89a')],
  ['HEIC', (start) => /^(hei[cmsx]|hev[cmsx]|mif1|msf1)/.test(brands(start)) && !isAvif(start)],
];

/** Files that people take for pictures, or that hold pictures, and are not read. */
const NOT_READ: readonly (readonly [string, Test])[] = [
  ['an AVIF picture', isAvif],
  ['a JPEG XL picture', begins('\xff\x0a', '\0\0\0\x0cJXL ')],
  ['a JPEG 2000 picture', begins('\0\0\0\x0cjP  ', '\xff\x4f\xff\x51')],
  ['a Photoshop picture', begins('8BPS')],
  ['an SVG drawing', (start) => /^\s*<(svg|(\?xml|!DOCTYPE|!--).*<svg)/s.test(start)],
  ['a PDF document', begins('%PDF')],
  ['a video', (start) => brands(start) !== '' || begins('\x1aE\xdf\xa3')(start)],
  ['a DICOM file', (start) => start.startsWith('DICM', 128)],
];

const isArchive: Test = (start) =>
  begins('PK\x03\x04', 'PK\x05\x06', 'Rar!', '7z\xbc\xaf', '\x1f\x8b')(start) ||
  start.startsWith('ustar', 257);

/** A camera's raw data: TIFF by its first bytes, but its first page is only a small preview. */
const RAW_ENDINGS = ['.arw', '.cr2', '.dng', '.nef', '.nrw', '.orf', '.pef', '.raw', '.rw2', '.sr2', '.srw'];

/** The format of a file by its first bytes; `undefined` if it is not supported. */
export function pictureFormat(start: Uint8Array): PictureFormat | undefined {
  const text = latin1(start);
  return READ.find(([, test]) => test(text))?.[0];
}

/**
 * Why a file is not read as a picture, by its first bytes ({@link SIGNATURE_BYTES} of them are enough) and its name's
 * ending; `undefined` for a picture that is read.
 */
export function notAPicture(name: string, start: Uint8Array): string | undefined {
  const ending = extname(name).toLowerCase();
  if (RAW_ENDINGS.includes(ending))
    return `a camera’s raw file (${ending}) is not read: save it as PNG or JPEG`;
  if (pictureFormat(start) !== undefined) return undefined;
  if (start.length === 0) return 'the file is empty (0 bytes)';
  const text = latin1(start);
  if (isArchive(text)) return 'an archive, not a picture: unpack it first';
  const known = NOT_READ.find(([, test]) => test(text))?.[0];
  return known === undefined ? `not a ${PICTURES_READ} file` : `${known} is not read: save it as PNG or JPEG`;
}

const latin1 = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('latin1', 0, SIGNATURE_BYTES);

/** Whether a name ends like a picture's. */
export const isImageName = (name: string): boolean => IMAGE_EXTENSIONS.includes(extname(name).toLowerCase());

/** Hidden files and folders, and what systems leave in folders and archives: of no use to anybody. */
export const isHidden = (name: string): boolean =>
  /(^|[/\\])(\.|__MACOSX([/\\]|$)|(ehthumbs|Thumbs)\.db$|desktop\.ini$)/i.test(name);

/**
 * Why a file of a folder is left out; `undefined` for one that is taken as a picture, by its extension
 * (faults are reported when it is decoded) or, if the extension says nothing, by its content.
 */
export async function whyLeftOut(path: string): Promise<string | undefined> {
  if (isImageName(path)) return undefined;
  const file = await open(path).catch(() => undefined);
  if (!file) return 'no permission to read it';
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SIGNATURE_BYTES), 0, SIGNATURE_BYTES, 0);
    return notAPicture(path, buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}
