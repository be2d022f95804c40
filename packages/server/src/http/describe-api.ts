import { z } from 'zod';
import { problemSchema } from './problem.js';

// What the description of the API says about all routes alike, and of bodies that no schema checks.

/** What may be answered besides what a route declares; details are in each problem. */
const PROBLEMS: Readonly<Record<number, string>> = {
  400: 'The request does not match this document',
  401: 'A token is required, or it is not valid on this server',
  403: 'The token may not do this, or the request came from another site',
  404: 'Something named in the request does not exist, or was deleted',
  405: 'The path has no such method; `Allow` names those that it has',
  408: 'The body came too slowly, or stopped',
  409: 'Not possible now: it is still being processed, or is of another kind',
  410: 'The file of the picture is gone or damaged',
  413: 'The body is too large',
  415: 'The body is of an unsupported kind',
  422: 'Understood, but cannot be done',
  429: 'A limit is reached; `Retry-After` says when to try again',
  500: 'A bug in giemsa',
  503: 'The server cannot work now; `Retry-After` says when to try again',
  507: 'The disk of the server is full',
};

/** Answers of other kinds than JSON, for a route's schema. */
export const file = (type: string, description: string) => ({
  description,
  content: { [type]: { schema: z.any().meta({ type: 'string', format: 'binary' }) } },
});

/** The body of uploads; parts are read as they come, so no schema checks them. */
const UPLOAD = {
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object',
        additionalProperties: false,
        properties: {
          files: {
            type: 'array',
            items: { type: 'string', format: 'binary' },
            description:
              'Pictures, and zip archives of pictures; names may be paths, whose folders name patients or classes',
          },
        },
      },
    },
  },
};

/** Paths of uploads, and whether they need a body. */
const UPLOADS: Readonly<Record<string, boolean>> = {
  '/api/v1/batches': false,
  '/api/v1/batches/{batch}/pictures': true,
};

interface Operation {
  requestBody?: object;
  responses?: Record<string, object>;
}

export interface Description {
  paths?: Record<string, Record<string, Operation>>;
  components?: object;
}

/** Completes the description. @param asksToken whether requests need a token */
export function describeApi(description: Description, asksToken: boolean): Description {
  const schema = z.toJSONSchema(problemSchema, { target: 'draft-2020-12' });
  const problems = Object.fromEntries(
    Object.entries(PROBLEMS).map(([status, text]) => [
      status,
      {
        description: text,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
  const paths = Object.entries(description.paths ?? {}).map(([path, operations]) => [
    path,
    Object.fromEntries(
      Object.entries(operations).map(([method, operation]) => [
        method,
        {
          ...operation,
          ...(method === 'post' &&
            path in UPLOADS && { requestBody: { required: UPLOADS[path], ...UPLOAD } }),
          responses: { ...problems, ...operation.responses },
        },
      ]),
    ),
  ]);
  const components = { ...description.components, schemas: { Problem: schema } };
  return {
    ...description,
    ...(asksToken && { security: [{ token: [] }] }),
    components: asksToken
      ? { ...components, securitySchemes: { token: { type: 'http', scheme: 'bearer' } } }
      : components,
    paths: Object.fromEntries(paths) as NonNullable<Description['paths']>,
  };
}
