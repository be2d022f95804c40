/** What a code stands for. */
export interface CodeMeaning {
  readonly means: string;
  readonly whatToDo: string;
  /** Status of an HTTP answer with it. */
  readonly status: number;
  /** Title of an HTTP answer with it. */
  readonly title: string;
}

/** The codes of all user errors in the library. They are stable: programs may depend on them. */
export const ERROR_CODES = {
  'invalid-option': {
    means: 'An option has an invalid value.',
    whatToDo: 'Use one of the values in the message.',
    status: 422,
    title: 'Invalid option',
  },
  'conflicting-options': {
    means: 'These options cannot be used together.',
    whatToDo: 'Leave one of them out.',
    status: 422,
    title: 'Conflicting options',
  },
  'missing-option': {
    means: 'A required option or argument is missing.',
    whatToDo: 'Add the one named in the message.',
    status: 422,
    title: 'Missing option',
  },
  'not-found': {
    means: 'There is no such file, folder, model or name.',
    whatToDo: 'Check the spelling; the message lists what exists.',
    status: 404,
    title: 'Not found',
  },
  'unreadable-file': {
    means: 'A file cannot be read, is damaged, or is of the wrong kind.',
    whatToDo: 'Fix or replace the file, or give permission to read it.',
    status: 422,
    title: 'Unreadable file',
  },
  'unusable-data': {
    means: 'A data set cannot be used: no pictures, only one class, too few cells, or no known patients.',
    whatToDo: 'Arrange the folders as the message says, or add cells.',
    status: 422,
    title: 'Unusable data',
  },
  'unusable-model': {
    means:
      'A model file cannot be used: it is damaged, or has a layer or an output that giemsa does not know.',
    whatToDo: 'Save the model as the message says, or use another one.',
    status: 422,
    title: 'Unusable model',
  },
  mismatch: {
    means: 'Two things do not fit together, such as a model and the classes of the data.',
    whatToDo: 'Use two that do.',
    status: 422,
    title: 'Mismatch',
  },
  'resume-mismatch': {
    means: 'What is to be resumed was started with other settings or other data.',
    whatToDo: 'Resume it with the same ones, or start in another place.',
    status: 422,
    title: 'Cannot resume',
  },
  'output-exists': {
    means: 'The output already exists and would be overwritten.',
    whatToDo: 'Use another name, or remove what is there.',
    status: 409,
    title: 'Already exists',
  },
  'in-use': {
    means: 'Another process is writing there.',
    whatToDo: 'Wait for it, or use another name.',
    status: 409,
    title: 'In use',
  },
  'cannot-write': {
    means: 'A file or a folder cannot be written.',
    whatToDo: 'Give permission to write there, free some space, or use another place.',
    status: 422,
    title: 'Cannot write',
  },
  'system-fault': {
    means:
      'The operating system reported an error: the disk is full, permission is missing, or a network folder is gone.',
    whatToDo: 'Fix what the message names, then try again.',
    status: 503,
    title: 'System error',
  },
  'download-failed': {
    means: 'A file could not be downloaded, or differs from the published one.',
    whatToDo: 'Check the network and try again; what was received is kept.',
    status: 502,
    title: 'Download failed',
  },
  'device-unavailable': {
    means: 'The chosen device cannot be used here.',
    whatToDo: 'Choose another device, such as cpu; giemsa doctor says which ones work.',
    status: 422,
    title: 'Device unavailable',
  },
  'training-failed': {
    means: 'A training failed, for example because its loss became infinite.',
    whatToDo: 'Fix what the message names, then resume it or train again.',
    status: 422,
    title: 'Training failed',
  },
  'not-offered': {
    means:
      'A model is not offered for use: it is not better than the old one, is worse elsewhere, or nobody has published it.',
    whatToDo: 'Read the reasons; correct more fields and adopt again, or publish it.',
    status: 409,
    title: 'Not offered',
  },
  'missing-package': {
    means: 'A required package is not installed.',
    whatToDo: 'Install it with the command in the message.',
    status: 501,
    title: 'Missing package',
  },
  busy: {
    means: 'This cannot be done now, because something else is running.',
    whatToDo: 'Wait for it, then try again.',
    status: 409,
    title: 'Not now',
  },
  'insecure-setting': {
    means: 'A setting would give others access, or let them read private data.',
    whatToDo: 'Set a token, or remove the permission, as the message says.',
    status: 422,
    title: 'Insecure setting',
  },
  'unusable-store': {
    means: 'The database, or the folder or bucket of pictures, cannot be used or belongs to another server.',
    whatToDo: 'Check its address and its owner.',
    status: 503,
    title: 'Unusable store',
  },
  'faults-found': {
    means: 'A check found problems.',
    whatToDo: 'Fix the ones it listed.',
    status: 422,
    title: 'Problems found',
  },
} as const satisfies Record<string, CodeMeaning>;

/** The stable code of a user error: `error.code` of every `UserError`. */
export type ErrorCode = keyof typeof ERROR_CODES;
