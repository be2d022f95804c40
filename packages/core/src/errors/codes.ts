/** What a code stands for. */
export interface CodeMeaning {
  readonly means: string;
  readonly whatToDo: string;
  /** Status of an HTTP answer with it. */
  readonly status: number;
  /** Title of an HTTP answer with it. */
  readonly title: string;
}

/** The codes of all mistakes that the library tells of. They are stable: programs may depend on them. */
export const ERROR_CODES = {
  'invalid-option': {
    means: 'An option has a value that it does not take.',
    whatToDo: 'Give one of the values that the message names.',
    status: 422,
    title: 'Invalid option',
  },
  'conflicting-options': {
    means: 'Options were given that do not go together.',
    whatToDo: 'Leave one of them out.',
    status: 422,
    title: 'Conflicting options',
  },
  'missing-option': {
    means: 'An option or an argument is needed.',
    whatToDo: 'Add the one that the message names.',
    status: 422,
    title: 'Missing option',
  },
  'not-found': {
    means: 'There is no such file, folder, model or name.',
    whatToDo: 'Look at its spelling; the message says what there is.',
    status: 404,
    title: 'Not found',
  },
  'unreadable-file': {
    means: 'A file cannot be read, is damaged, or is of another kind than was expected.',
    whatToDo: 'Mend or replace the file, or allow reading it.',
    status: 422,
    title: 'Unreadable file',
  },
  'unusable-data': {
    means: 'A data set cannot be used: no pictures, one class only, too few cells, no known patients.',
    whatToDo: 'Arrange the folders as the message says, or add cells.',
    status: 422,
    title: 'Unusable data',
  },
  'unusable-model': {
    means:
      'A model file cannot be used: it is damaged, or has a layer or an output that giemsa does not know.',
    whatToDo: 'Save the model as the message says, or give another one.',
    status: 422,
    title: 'Unusable model',
  },
  mismatch: {
    means: 'Two things do not belong together, such as a model and the classes of the data.',
    whatToDo: 'Give two that do.',
    status: 422,
    title: 'Mismatch',
  },
  'resume-mismatch': {
    means: 'Something begun earlier was made with other settings or other data.',
    whatToDo: 'Resume it with the same ones, or begin in another place.',
    status: 422,
    title: 'Made otherwise',
  },
  'output-exists': {
    means: 'Something is there already that would be overwritten.',
    whatToDo: 'Give another name, or remove what is there.',
    status: 409,
    title: 'Exists already',
  },
  'in-use': {
    means: 'Another process is writing there.',
    whatToDo: 'Wait for it, or give another name.',
    status: 409,
    title: 'In use',
  },
  'cannot-write': {
    means: 'A file or a folder cannot be written.',
    whatToDo: 'Allow writing there, free some space, or give another place.',
    status: 422,
    title: 'Cannot write',
  },
  'system-fault': {
    means:
      'The operating system refused something: the disk is full, permission is missing, a network folder is gone.',
    whatToDo: 'Mend what the message names, then do the same again.',
    status: 503,
    title: 'The system refused',
  },
  'download-failed': {
    means: 'A file could not be downloaded, or is not the one that was published.',
    whatToDo: 'Check the network and do the same again; what was received is kept.',
    status: 502,
    title: 'Download failed',
  },
  'device-unavailable': {
    means: 'The device to compute on cannot be used here.',
    whatToDo: 'Choose another device, such as cpu.',
    status: 422,
    title: 'Device unavailable',
  },
  'training-failed': {
    means: 'A training did not reach its end, such as one whose loss became infinite.',
    whatToDo: 'Mend what the message names, then resume it or train again.',
    status: 422,
    title: 'Training failed',
  },
  'missing-package': {
    means: 'A package that is needed for this is not installed.',
    whatToDo: 'Install it with the command that the message gives.',
    status: 501,
    title: 'Missing package',
  },
  busy: {
    means: 'This cannot be done at the moment, because something else is running.',
    whatToDo: 'Wait for it, then do the same again.',
    status: 409,
    title: 'Not now',
  },
  'insecure-setting': {
    means: 'A setting would let others in or let them read what is private.',
    whatToDo: 'Set a token, or take the permission away, as the message says.',
    status: 422,
    title: 'Insecure setting',
  },
  'unusable-store': {
    means: 'The database or the place of the pictures cannot be used, or belongs to another server.',
    whatToDo: 'Check its address and its owner.',
    status: 503,
    title: 'Unusable store',
  },
  'faults-found': {
    means: 'A check found faults.',
    whatToDo: 'Mend those that it listed.',
    status: 422,
    title: 'Faults found',
  },
} as const satisfies Record<string, CodeMeaning>;

/** A stable code of a mistake: `error.code` of every `UserError`. */
export type ErrorCode = keyof typeof ERROR_CODES;
