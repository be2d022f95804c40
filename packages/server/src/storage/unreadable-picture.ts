const REASONS = {
  gone: 'its file is gone from the data folder; send the picture again',
  damaged: 'its file in the data folder is damaged; send the picture again',
} as const;

/** The file of a picture is not there, or is not what was uploaded. Sending the picture again fixes it. */
export class UnreadablePicture extends Error {
  constructor(what: keyof typeof REASONS) {
    super(REASONS[what]);
  }
}

/** Why pictures failed that are read again once their files are whole. */
export const MENDABLE_REASONS: readonly string[] = [
  ...Object.values(REASONS),
  // As earlier versions wrote it.
  'its file is gone from the data folder',
];
