import { type CodeMeaning, ERROR_CODES } from '@giemsa/core/internal/errors/codes';

const again = 'Send it again after `Retry-After`.';

/** The codes of problems that only the API has; those of the library are its own. They are stable: programs may depend on them. */
const OWN_CODES = {
  'invalid-request': {
    means: 'The request is not as the description of the API says.',
    whatToDo: 'Correct the field that `detail` names; see /api/docs.',
    status: 400,
    title: 'Invalid request',
  },
  'broken-request': {
    means: 'The client left before its request had come.',
    whatToDo: 'Send it again.',
    status: 400,
    title: 'Broken request',
  },
  'client-left': {
    means: 'The client left while its upload was read; nothing was kept.',
    whatToDo: 'Send it again.',
    status: 400,
    title: 'Client left',
  },
  'not-a-file': {
    means: 'A part of an upload is no file.',
    whatToDo: 'Send files as parts with a file name.',
    status: 400,
    title: 'Not a file',
  },
  'broken-upload': {
    means: 'An upload is not whole.',
    whatToDo: 'Send it again.',
    status: 400,
    title: 'Broken upload',
  },
  'unknown-class': {
    means: 'The model has no class of this name.',
    whatToDo: 'Name one of the classes in `detail`.',
    status: 400,
    title: 'Unknown class',
  },
  'token-needed': {
    means: 'This server asks for a token.',
    whatToDo: 'Send `Authorization: Bearer TOKEN`.',
    status: 401,
    title: 'Token needed',
  },
  'wrong-token': {
    means: 'The token is none of this server, or has expired.',
    whatToDo: 'Ask whoever runs the server for one.',
    status: 401,
    title: 'Wrong token',
  },
  'not-allowed': {
    means: 'The role of the token does not allow this.',
    whatToDo: 'Use a token of the role that `detail` names.',
    status: 403,
    title: 'Not allowed',
  },
  'wrong-name': {
    means: 'A server without a token answers to localhost only.',
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
    means: 'The path has no such method.',
    whatToDo: 'Use one that `Allow` names.',
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
    means: 'A request with this `Idempotency-Key` is being worked on.',
    whatToDo: again,
    status: 409,
    title: 'Still running',
  },
  deleted: {
    means: 'What was to be copied has been deleted.',
    whatToDo: 'Leave it out, or upload it anew.',
    status: 409,
    title: 'Deleted',
  },
  fields: {
    means: 'The batch holds whole fields; only single cells are compared.',
    whatToDo: 'Name a batch of single cells.',
    status: 409,
    title: 'Fields',
  },
  'another-model': {
    means: 'The model was replaced since the fields were read.',
    whatToDo: 'Put its file back, or upload the fields anew.',
    status: 409,
    title: 'Another model',
  },
  'no-smear': {
    means: 'The batch holds single cells, no fields.',
    whatToDo: 'Ask for its results.',
    status: 409,
    title: 'No smear',
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
    means: 'The cell is not counted, whatever it is.',
    whatToDo: 'Leave it as it is.',
    status: 409,
    title: 'Not counted',
  },
  'unreadable-picture': {
    means: 'The file of a picture is gone from the server, or damaged there.',
    whatToDo: 'Send the picture again.',
    status: 410,
    title: 'The picture cannot be read',
  },
  'too-large': {
    means: 'The upload is too large; nothing of it was kept.',
    whatToDo: 'Send it in several.',
    status: 413,
    title: 'Too large',
  },
  'not-an-upload': {
    means: 'The body is no upload.',
    whatToDo: 'Send pictures or zip archives as multipart/form-data.',
    status: 415,
    title: 'Not an upload',
  },
  'key-of-another-request': {
    means: 'This `Idempotency-Key` was sent with another request.',
    whatToDo: 'Take a new key.',
    status: 422,
    title: 'Key of another request',
  },
  'no-cell': {
    means: 'An outline cannot be that of a cell.',
    whatToDo: 'Draw it around one cell.',
    status: 422,
    title: 'No cell',
  },
  'too-many-requests': {
    means: 'The token sent more requests than it may in a minute.',
    whatToDo: again,
    status: 429,
    title: 'Too many requests',
  },
  'too-many-pictures': {
    means: 'The token sent more pictures than it may in a minute.',
    whatToDo: again,
    status: 429,
    title: 'Too many pictures',
  },
  'no-room-left': {
    means: 'The token keeps as many pictures as it may.',
    whatToDo: 'Delete some batches.',
    status: 429,
    title: 'No room left',
  },
  'too-many-event-streams': {
    means: 'The token has as many event streams open as it may.',
    whatToDo: 'Close some, or ask for the value itself from time to time.',
    status: 429,
    title: 'Too many event streams',
  },
  'too-many-wrong-tokens': {
    means: 'Many wrong tokens came from this address.',
    whatToDo: again,
    status: 429,
    title: 'Too many wrong tokens',
  },
  bug: {
    means: 'A fault of giemsa.',
    whatToDo: 'Report it with what the server’s log says.',
    status: 500,
    title: 'A bug in giemsa',
  },
  'not-ready': {
    means: 'The server is starting, stopping, or cannot reach what it needs.',
    whatToDo: again,
    status: 503,
    title: 'Not ready',
  },
  'read-only': {
    means: 'The database or the disk of the server takes no changes.',
    whatToDo: again,
    status: 503,
    title: 'Read-only',
  },
  'database-away': {
    means: 'The server does not reach its database.',
    whatToDo: again,
    status: 503,
    title: 'The database is away',
  },
  'disk-full': {
    means: 'The disk of the server is full.',
    whatToDo: 'Free some space on it, then do the same again.',
    status: 507,
    title: 'The disk is full',
  },
} as const satisfies Record<string, CodeMeaning>;

/** The codes of all problems that the API answers with. */
export const PROBLEM_CODES = { ...ERROR_CODES, ...OWN_CODES };

export type ProblemCode = keyof typeof PROBLEM_CODES;
