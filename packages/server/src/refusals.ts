import { UserError } from '@giemsa/core';

/** What was named is not here. */
export class Missing extends UserError {}

/** What was asked for cannot be done at this moment. */
export class Busy extends UserError {}
