import { type CodeMeaning, ERROR_CODES } from '@giemsa/core/internal/errors/codes';
import { BLIND_CODES } from './blind-codes.js';
import { TRAINING_CODES } from './training-codes.js';

const again = 'Send it again after `Retry-After`.';

/**
 * The codes of problems that only the API has; the library has its own. They are stable: programs may depend
 * on them.
 */
const OWN_CODES = {
  'invalid-request': {
    means: 'The request does not match the API description.',
    whatToDo: 'Correct the field named in `detail`; see /api/docs.',
    status: 400,
    title: 'Invalid request',
  },
  'broken-request': {
    means: 'The client disconnected before its request was complete.',
    whatToDo: 'Send it again.',
    status: 400,
    title: 'Broken request',
  },
  'client-left': {
    means: 'The client disconnected during its upload; nothing was kept.',
    whatToDo: 'Send it again.',
    status: 400,
    title: 'Client left',
  },
  'not-a-file': {
    means: 'A part of an upload is not a file.',
    whatToDo: 'Send files as parts with a file name.',
    status: 400,
    title: 'Not a file',
  },
  'broken-upload': {
    means: 'An upload is incomplete.',
    whatToDo: 'Send it again.',
    status: 400,
    title: 'Broken upload',
  },
  'nothing-to-undo': {
    means: 'This person has no correction of the field to undo, or to do again.',
    whatToDo: 'Read the field again: `undoable` says what there is.',
    status: 409,
    title: 'Nothing to undo',
  },
  answered: {
    means: 'A person has answered already: pictures stay where they are, and no blind reading begins.',
    whatToDo: 'Leave that picture out, or upload the pictures as a new batch.',
    status: 409,
    title: 'Answered',
  },
  ...BLIND_CODES,
  ...TRAINING_CODES,
  'other-manifest': {
    means: 'Other files were announced for this batch.',
    whatToDo: 'Send these files as a new batch.',
    status: 409,
    title: 'Other manifest',
  },
  'unknown-class': {
    means: 'The model has no class with this name.',
    whatToDo: 'Use one of the classes in `detail`.',
    status: 400,
    title: 'Unknown class',
  },
  'token-needed': {
    means: 'This server requires a token.',
    whatToDo: 'Send `Authorization: Bearer TOKEN`.',
    status: 401,
    title: 'Token needed',
  },
  'wrong-token': {
    means: 'The token is not valid on this server, or has expired.',
    whatToDo: 'Ask whoever runs the server for one.',
    status: 401,
    title: 'Wrong token',
  },
  'not-allowed': {
    means: 'The token’s role does not allow this.',
    whatToDo: 'Use a token with the role named in `detail`.',
    status: 403,
    title: 'Not allowed',
  },
  'wrong-name': {
    means: 'A server without a token answers only to localhost.',
    whatToDo: 'Start it with a token.',
    status: 403,
    title: 'Wrong name',
  },
  'behind-proxy': {
    means: 'The request came through a proxy, and the server has no token.',
    whatToDo: 'Start it with a token.',
    status: 403,
    title: 'Token needed',
  },
  'other-site': {
    means: 'The request came from a page of another site.',
    whatToDo: 'Send it from the page of the server, or from a program.',
    status: 403,
    title: 'Other site',
  },
  'no-page': {
    means: 'The page is not built.',
    whatToDo: 'Build it with `npm run prepare`.',
    status: 404,
    title: 'No page',
  },
  'method-not-allowed': {
    means: 'The path does not support this method.',
    whatToDo: 'Use one listed in `Allow`.',
    status: 405,
    title: 'Method not allowed',
  },
  'too-slow': {
    means: 'The body came too slowly; nothing of it was kept.',
    whatToDo: 'Send it again over a faster connection, or in parts.',
    status: 408,
    title: 'Too slow',
  },
  'still-running': {
    means: 'A request with this `Idempotency-Key` is still running.',
    whatToDo: again,
    status: 409,
    title: 'Still running',
  },
  deleted: {
    means: 'A picture or batch to be copied has been deleted.',
    whatToDo: 'Leave it out, or upload it again.',
    status: 409,
    title: 'Deleted',
  },
  fields: {
    means: 'The batch holds whole fields, and this is for single cells only.',
    whatToDo: 'Use a batch of single cells.',
    status: 409,
    title: 'Fields',
  },
  'another-model': {
    means: 'The model was replaced after the fields were read.',
    whatToDo: 'Put its file back, or upload the fields again.',
    status: 409,
    title: 'Another model',
  },
  'no-smear': {
    means: 'The batch holds single cells, not fields.',
    whatToDo: 'Request its results instead.',
    status: 409,
    title: 'No smear',
  },
  'changed-meanwhile': {
    means: 'What was to be signed is not what the patient’s result is now.',
    whatToDo: 'Look at the result as it is now, and sign that.',
    status: 409,
    title: 'Changed meanwhile',
  },
  'not-complete': {
    means: 'Fields of the patient have not arrived or have not been read, so there is no result to sign.',
    whatToDo: 'Wait until they are read, or end the upload without them.',
    status: 409,
    title: 'Not complete',
  },
  'signed-already': {
    means: 'This result of the patient is signed.',
    whatToDo: 'Leave it as it is; a change makes a new version.',
    status: 409,
    title: 'Signed already',
  },
  'too-little': {
    means: 'There is too little to adapt a model on, or to calibrate a microscope.',
    whatToDo: 'Correct or photograph what `detail` names.',
    status: 409,
    title: 'Too little',
  },
  'not-read': {
    means: 'The field has not been read, so there is nothing to correct.',
    whatToDo: 'Wait until it is read.',
    status: 409,
    title: 'Not read',
  },
  'set-aside': {
    means: 'The field is not counted.',
    whatToDo: 'Photograph it again.',
    status: 409,
    title: 'Set aside',
  },
  'not-counted': {
    means: 'The cell is not counted, so its class does not matter.',
    whatToDo: 'Leave it as it is.',
    status: 409,
    title: 'Not counted',
  },
  counted: {
    means: 'The cell is counted, so what a person sees in it is its class.',
    whatToDo: 'Send the action `class`.',
    status: 409,
    title: 'Counted',
  },
  'unreadable-picture': {
    means: 'The file of a picture is missing on the server, or damaged.',
    whatToDo: 'Send the picture again.',
    status: 410,
    title: 'The picture cannot be read',
  },
  'too-large': {
    means: 'The upload is too large; nothing of it was kept.',
    whatToDo: 'Split it into several uploads.',
    status: 413,
    title: 'Too large',
  },
  'not-an-upload': {
    means: 'The body is not an upload.',
    whatToDo: 'Send pictures or zip archives as multipart/form-data.',
    status: 415,
    title: 'Not an upload',
  },
  'key-of-another-request': {
    means: 'This `Idempotency-Key` was sent with another request.',
    whatToDo: 'Use a new key.',
    status: 422,
    title: 'Key of another request',
  },
  'no-cell': {
    means: 'The outline cannot be a cell.',
    whatToDo: 'Draw it around one cell.',
    status: 422,
    title: 'No cell',
  },
  'too-many-requests': {
    means: 'The token sent more requests than allowed in a minute.',
    whatToDo: again,
    status: 429,
    title: 'Too many requests',
  },
  'too-many-pictures': {
    means: 'The token sent more pictures than allowed in a minute.',
    whatToDo: again,
    status: 429,
    title: 'Too many pictures',
  },
  'no-room-left': {
    means: 'The token has reached its limit of stored pictures.',
    whatToDo: 'Delete some batches.',
    status: 429,
    title: 'No room left',
  },
  'too-many-event-streams': {
    means: 'The token has reached its limit of open event streams.',
    whatToDo: 'Close some, or poll the value instead.',
    status: 429,
    title: 'Too many event streams',
  },
  'too-many-wrong-tokens': {
    means: 'Too many wrong tokens came from this address.',
    whatToDo: again,
    status: 429,
    title: 'Too many wrong tokens',
  },
  bug: {
    means: 'A bug in giemsa.',
    whatToDo: 'Report it with the lines from the server’s log.',
    status: 500,
    title: 'A bug in giemsa',
  },
  'not-ready': {
    means: 'The server is starting or stopping, or cannot reach what it needs.',
    whatToDo: again,
    status: 503,
    title: 'Not ready',
  },
  'read-only': {
    means: 'The server’s database or disk is read-only.',
    whatToDo: again,
    status: 503,
    title: 'Read-only',
  },
  'database-away': {
    means: 'The server cannot reach its database.',
    whatToDo: again,
    status: 503,
    title: 'Database unavailable',
  },
  'disk-full': {
    means: 'The server’s disk is full.',
    whatToDo: 'Free some space on it, then try again.',
    status: 507,
    title: 'The disk is full',
  },
} as const satisfies Record<string, CodeMeaning>;

/** The codes of all problems that the API answers with. */
export const PROBLEM_CODES = { ...ERROR_CODES, ...OWN_CODES };

export type ProblemCode = keyof typeof PROBLEM_CODES;
