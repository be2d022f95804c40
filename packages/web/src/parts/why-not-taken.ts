import { hasEnding } from '@giemsa/core/internal/pictures/picture-endings';
import { texts } from '../texts.js';

/** Kinds of files that are not taken, by the endings of their names. */
const KINDS = {
  pdf: ['.pdf'],
  heic: ['.heic', '.heif'],
  tiff: ['.tif', '.tiff'],
  zip: ['.zip'],
  raw: [
    '.arw',
    '.cr2',
    '.cr3',
    '.dng',
    '.nef',
    '.nrw',
    '.orf',
    '.pef',
    '.raf',
    '.raw',
    '.rw2',
    '.sr2',
    '.srw',
  ],
  picture: ['.avif', '.jxl', '.jp2', '.psd', '.svg'],
  scanner: ['.svs', '.ndpi', '.mrxs', '.scn', '.czi', '.vsi', '.lif', '.nd2'],
  video: ['.mp4', '.mov', '.avi', '.mkv', '.webm', '.m4v'],
  archive: ['.rar', '.7z', '.gz', '.tar', '.tgz'],
  dicom: ['.dcm'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Why a file is not taken, and what to do. */
export function whyNotTaken(path: string): string {
  const kinds = Object.keys(KINDS) as (keyof typeof KINDS)[];
  return texts.notTaken[kinds.find((kind) => hasEnding(path, KINDS[kind])) ?? 'other'];
}
