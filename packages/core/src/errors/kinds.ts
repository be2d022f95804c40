import { didYouMean } from '../did-you-mean.js';
import type { ErrorCode } from './codes.js';
import { type Message, option, text } from './text.js';
import { UserError } from './user-error.js';

/** An option has an invalid value. */
export class InvalidOption extends UserError {
  readonly code = 'invalid-option';

  /** @param option its name in the library */
  constructor(
    readonly option: string,
    readonly value: unknown,
    message: Message,
  ) {
    super(message);
  }

  /** `umPerPixel 7: expected µm from 0.01 to 1, such as 0.1` */
  static expected(name: string, value: unknown, expected: Message): InvalidOption {
    return new InvalidOption(name, value, text`${option(name)} ${String(value)}: expected ${expected}`);
  }

  /** `seed must be an integer from 0 to 10. Received -1` */
  static mustBe(name: string, value: unknown, expected: Message): InvalidOption {
    return new InvalidOption(
      name,
      value,
      text`${option(name)} must be ${expected}. Received ${String(value)}`,
    );
  }

  /** `architecture "resnet" is unknown; choose one of …` */
  static unknown(name: string, value: string, names: readonly string[]): InvalidOption {
    const known = `${names.join(', ')}${didYouMean(value, names)}`;
    return new InvalidOption(
      name,
      value,
      text`${option(name)} "${value}" is unknown; choose one of ${known}`,
    );
  }
}

/** Options were given that do not go together. */
export class ConflictingOptions extends UserError {
  readonly code = 'conflicting-options';

  /** @param options their names in the library */
  constructor(
    readonly options: readonly string[],
    message: Message,
  ) {
    super(message);
  }
}

/** An option or an argument is needed. */
export class MissingOption extends UserError {
  readonly code = 'missing-option';

  /** @param option its name in the library */
  constructor(
    readonly option: string,
    message: Message,
  ) {
    super(message);
  }
}

/** There is no such file, folder, model or name. */
export class NotFound extends UserError {
  readonly code = 'not-found';

  constructor(
    /** The path or the name that was looked for. */
    readonly what: string,
    message: Message,
  ) {
    super(message);
  }
}

/** A file cannot be read, is damaged, or is of another kind than was expected. */
export class UnreadableFile extends UserError {
  readonly code = 'unreadable-file';

  constructor(
    readonly file: string,
    message: Message,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A data set cannot be used: no pictures, one class only, too few cells, no known patients. */
export class UnusableData extends UserError {
  readonly code = 'unusable-data';
}

/** A model file cannot be used: it is damaged, or has a layer or an output that giemsa does not know. */
export class UnusableModel extends UserError {
  readonly code = 'unusable-model';
}

/** Two things do not belong together, such as a model and the classes of the data. */
export class Mismatch extends UserError {
  readonly code = 'mismatch';
}

/** What is to be resumed was started with other settings or other data. */
export class ResumeMismatch extends UserError {
  readonly code = 'resume-mismatch';

  constructor(
    /** What was to be resumed. */
    readonly path: string,
    message: Message,
  ) {
    super(message);
  }
}

/** Something already exists that would be overwritten. */
export class OutputExists extends UserError {
  readonly code = 'output-exists';

  constructor(
    readonly path: string,
    message: Message,
  ) {
    super(message);
  }
}

/** A file or a folder cannot be written. */
export class CannotWrite extends UserError {
  readonly code = 'cannot-write';

  constructor(
    readonly path: string,
    message: Message,
  ) {
    super(message);
  }
}

/** The operating system refused something: the disk is full, permission is missing. `cause` is its own error. */
export class SystemFault extends UserError {
  readonly code = 'system-fault';
}

/** A file could not be downloaded, or is not the one that was published. */
export class DownloadFailed extends UserError {
  readonly code = 'download-failed';
}

/** The device to compute on cannot be used here. */
export class DeviceUnavailable extends UserError {
  readonly code = 'device-unavailable';
}

/** A training failed, for example because its loss became infinite. */
export class TrainingFailed extends UserError {
  readonly code = 'training-failed';
}

/** A model was trained, compared, and is not good enough to be offered. */
export class NotOffered extends UserError {
  readonly code = 'not-offered';
}

/** A package that is needed for this is not installed. */
export class MissingPackage extends UserError {
  readonly code = 'missing-package';
}

/** An error that another process or thread reported by its code and message. */
export class ToldError extends UserError {
  constructor(
    readonly code: ErrorCode,
    message: Message,
  ) {
    super(message);
  }
}
