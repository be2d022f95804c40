import type { ErrorCode } from './codes.js';
import { type Message, type NameOf, type Text, toText } from './text.js';

/**
 * An error that the user can correct: a path, an option, a file. Its message is one sentence that says what
 * was wrong and what to do; the command line prints it and exits 1.
 */
export abstract class UserError extends Error {
  /** What kind of mistake it is. It stays the same when the words change. */
  abstract readonly code: ErrorCode;
  /** The message, with its options as references. */
  readonly text: Text;

  constructor(message: Message, options?: ErrorOptions) {
    const text = toText(message);
    super(text.toString(), options);
    this.text = text;
    this.name = new.target.name;
  }
}

/** The message of an error, with options named by `nameOf`. */
export const render = (error: Error, nameOf: NameOf): string =>
  error instanceof UserError ? error.text.in(nameOf) : error.message;
