import { hasEnding } from '@giemsa/core/internal/pictures/picture-endings';

/** What to do with files that are not taken, by the endings of their names. */
const WHAT_TO_DO: readonly (readonly [endings: readonly string[], reason: string])[] = [
  [['.pdf'], 'a PDF document is not read: save its pages as PNG or JPEG'],
  [
    ['.heic', '.heif'],
    'HEIC is not read by browsers: upload it on Screen, or set the camera to JPEG ("Most compatible")',
  ],
  [['.tif', '.tiff'], 'TIFF is not read by browsers: upload it on Screen, or save it as PNG'],
  [['.zip'], 'archives are not unpacked here: unpack it first'],
  [
    ['.arw', '.cr2', '.cr3', '.dng', '.nef', '.nrw', '.orf', '.pef', '.raf', '.raw', '.rw2', '.sr2', '.srw'],
    'a camera’s raw file is not read: save it as PNG or JPEG',
  ],
  [['.avif', '.jxl', '.jp2', '.psd', '.svg'], 'this kind of picture is not read: save it as PNG or JPEG'],
  [
    ['.svs', '.ndpi', '.mrxs', '.scn', '.czi', '.vsi', '.lif', '.nd2'],
    'the file of a slide scanner or microscope program is not read: export the fields as PNG',
  ],
  [['.mp4', '.mov', '.avi', '.mkv', '.webm', '.m4v'], 'a video is not read: save single frames as PNG'],
  [['.rar', '.7z', '.gz', '.tar', '.tgz'], 'this archive is not read: pack the pictures as zip'],
  [['.dcm'], 'DICOM is not read: export it as PNG'],
];

/** Why a file is not taken, and what to do. */
export const whyNotTaken = (path: string): string =>
  WHAT_TO_DO.find(([endings]) => hasEnding(path, endings))?.[1] ??
  'not sent: by its name it is no picture; PNG, JPEG, WebP, TIFF, BMP, GIF and HEIC are read';

/** Words about uploads and the files of a batch. */
export const filesTexts = {
  uploads: {
    label: 'Uploads',
    sending: (done: number, total: number, name: string) => `Sending ${done} of ${total} files: ${name}`,
    stopped: (done: number, total: number, name: string) =>
      `The upload of ${name} stopped after ${done} of ${total} files: `,
    lost: 'the server cannot be reached.',
    open: 'Open',
    forget: 'Close this',
  },
  incomplete: {
    title: (arrived: number, announced: number) =>
      `${arrived} of ${announced} files arrived. This upload is incomplete.`,
    explain: 'Choose the same files again: only those that are missing are sent.',
    files: 'Choose the files again',
    folder: 'Choose the folder again',
    none: 'None of these files is a missing one; nothing was sent.',
    others: (count: number) =>
      count === 1
        ? 'One of these files is not a missing one and was not sent.'
        : `${count} of these files are not missing ones and were not sent.`,
    list: (count: number) => `${count} ${count === 1 ? 'file is' : 'files are'} missing`,
    end: 'End the upload without them',
  },
  misplaced: {
    title: {
      cells: (count: number) =>
        count === 1
          ? 'One picture looks like a whole field, not like a single cell.'
          : `${count} pictures look like whole fields, not like single cells.`,
      fields: (count: number) =>
        count === 1
          ? 'One picture looks like a single cell, not like a field.'
          : `${count} pictures look like single cells, not like fields.`,
    },
    move: {
      cells: 'Move to a new batch of fields',
      fields: 'Move to a new batch of cells',
    },
  },
} as const;
