import { z } from 'zod';
import { exampleOf, type Schema } from './examples.js';
import { PROBLEM_CODES } from './problem-codes.js';

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

interface Media {
  schema?: Schema;
  example?: unknown;
}

interface Content {
  content?: Record<string, Media>;
}

interface Operation {
  requestBody?: Content;
  responses?: Record<string, Content>;
}

export interface Description {
  paths?: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema>; responses?: object; securitySchemes?: object };
}

/** What is answered where something cannot be done, by status, with the first of its codes as an example. */
function problemResponses(): Record<string, object> {
  const codes = Object.entries(PROBLEM_CODES);
  return Object.fromEntries(
    Object.entries(PROBLEMS).map(([status, description]) => {
      const [code, { title, means }] = codes.find(([, found]) => found.status === Number(status))!;
      const example = { type: 'about:blank', title, status: Number(status), detail: means, code };
      const schema = { $ref: '#/components/schemas/Problem' };
      return [nameOf(status), { description, content: { 'application/problem+json': { schema, example } } }];
    }),
  );
}

const nameOf = (status: string): string => `Problem${status}`;

/** Completes the description: error bodies, examples, uploads. @param asksToken whether requests need a token */
export function describeApi(description: Description, asksToken: boolean): Description {
  const named = description.components?.schemas ?? {};
  const problems = Object.fromEntries(
    Object.keys(PROBLEMS).map((status) => [status, { $ref: `#/components/responses/${nameOf(status)}` }]),
  );
  const paths = Object.entries(description.paths ?? {}).map(([path, operations]) => [
    path,
    Object.fromEntries(
      Object.entries(operations).map(([method, operation]) => {
        const { requestBody, responses } = operation;
        const body = method === 'post' && path in UPLOADS && { required: UPLOADS[path], ...UPLOAD };
        for (const content of [requestBody, ...Object.values(responses ?? {})]) addExamples(content, named);
        return [
          method,
          { ...operation, ...(body && { requestBody: body }), responses: { ...problems, ...responses } },
        ];
      }),
    ),
  ]);
  const components = { schemas: usedOf(named, paths), responses: problemResponses() };
  return {
    ...description,
    ...(asksToken && { security: [{ token: [] }] }),
    components: asksToken
      ? { ...components, securitySchemes: { token: { type: 'http', scheme: 'bearer' } } }
      : components,
    paths: Object.fromEntries(paths) as NonNullable<Description['paths']>,
  };
}

function addExamples(body: Content | undefined, named: Readonly<Record<string, Schema>>): void {
  const json = body?.content?.['application/json'];
  if (json?.schema) json.example = exampleOf(json.schema, named);
}

/** Named schemas that something points to: each is registered for what is sent and for what is answered. */
function usedOf(named: Readonly<Record<string, Schema>>, paths: unknown): Record<string, Schema> {
  const used = new Set(['Problem']);
  const follow = (value: unknown) => {
    for (const [, name] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (used.has(name!)) continue;
      used.add(name!);
      follow(named[name!]);
    }
  };
  follow(paths);
  return Object.fromEntries([...used].sort().map((name) => [name, named[name]!]));
}
