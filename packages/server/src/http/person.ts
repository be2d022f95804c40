import { words } from './inputs.js';
import { Problem } from './problem.js';
import type { AccessToken } from './tokens.js';

/** Of a request by which a person decides something for everybody. */
export const by = words(200)
  .optional()
  .describe('The person who decides, where no tokens are asked for; else it is the token’s.');

/** @throws Problem where nobody is named, or somebody else than the token's */
export function personOf(token: AccessToken | null, named: string | undefined): string {
  if (token !== null) {
    if (named === undefined || named === token.name) return token.name;
    throw new Problem(
      'invalid-request',
      `/by: it is "${token.name}" who decides, by the token; leave it out`,
    );
  }
  if (named !== undefined) return named;
  throw new Problem('invalid-request', '/by: say who decides; here no tokens are asked for');
}
