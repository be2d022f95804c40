import { words } from './inputs.js';
import { Problem } from './problem.js';
import type { AccessToken } from './tokens.js';

// Who acts is the person of the token. Only where a token is nobody's, because none is asked for or all share the one of
// `--token`, does a request say who it is.

const WHO = 'The person, where tokens are not of persons; else it is the token’s.';

/** Of a request by which a person decides something for everybody. */
export const by = words(200).optional().describe(WHO);

/** Of a request by which a person says what a picture or a cell is. */
export const reviewer = words(100).optional().describe(WHO);

/** Of a request that only looks. */
export const looker = by.describe(
  'Who looks, where tokens are not of persons. In a batch that is read blind this person sees what the model says of cells that they have answered.',
);

/** The person whom a token is of; null where it is nobody's. */
export const tokenPerson = (token: AccessToken | null): string | null =>
  token === null || token.isShared ? null : token.name;

/**
 * Who acts.
 * @param field of the request, for messages
 * @throws Problem where nobody is named, or somebody else than the token's person
 */
export function personOf(
  token: AccessToken | null,
  named: string | undefined,
  field: 'by' | 'reviewer' = 'by',
): string {
  const person = askerOf(token, named, field);
  if (person !== null) return person;
  const why = token === null ? 'here no tokens are asked for' : 'the token of this server is nobody’s own';
  throw new Problem('invalid-request', `/${field}: say who it is; ${why}`);
}

/**
 * Who looks, which nobody has to say.
 * @throws Problem where somebody else than the token's person is named
 */
export function askerOf(
  token: AccessToken | null,
  named: string | undefined,
  field: 'by' | 'reviewer' = 'by',
): string | null {
  const person = tokenPerson(token);
  if (person === null) return named ?? null;
  if (named === undefined || named === person) return person;
  throw new Problem('invalid-request', `/${field}: by the token it is "${person}"; leave it out`);
}
