import { UserError } from '@giemsa/core';

/** This cannot be done at the moment, because something else is running. */
export class Busy extends UserError {
  readonly code = 'busy';
}

/** A setting would let others in or let them read what is private. */
export class InsecureSetting extends UserError {
  readonly code = 'insecure-setting';
}

/** The database or the place of the pictures cannot be used, or belongs to another server. */
export class UnusableStore extends UserError {
  readonly code = 'unusable-store';
}

/** A check found faults. */
export class FaultsFound extends UserError {
  readonly code = 'faults-found';
}
