/** A mistake of the user's (a path, an option, a file): the command line prints its message on one line and exits 1. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
