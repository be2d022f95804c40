import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, options, startRoom, temporaryFolder } from './support/room.js';

interface Media {
  readonly schema?: object;
  readonly example?: unknown;
}
interface Operation {
  readonly requestBody?: { content?: Record<string, Media> };
  readonly responses: Record<string, { $ref?: string; content?: Record<string, Media> }>;
}
interface Document {
  readonly info: { version: string };
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: {
    schemas: Record<string, object>;
    responses: Record<string, { content: Record<string, Media> }>;
  };
}

describe('the description of the API', () => {
  let room: Client;
  let document: Document;
  let text: string;

  beforeAll(async () => {
    room = await startRoom(options(await temporaryFolder()));
    text = await (await fetch(`${room.server.address}/api/openapi.json`)).text();
    document = JSON.parse(text);
  });
  afterAll(() => room?.server.stop());

  /** Pairs of a schema and an example, checked as parts of one document, so that each data type is compiled once. */
  const faultsOf = (pairs: readonly { name: string; schema: object; example: unknown }[]): string[] => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false, unicodeRegExp: true });
    const schemas = pairs.map(({ schema }) => schema);
    ajv.addSchema({ $id: 'api', components: document.components, schemas });
    return pairs.flatMap(({ name, example }, index) => {
      const validate = ajv.getSchema(`api#/schemas/${index}`)!;
      return validate(example) ? [] : `${name}: ${ajv.errorsText(validate.errors)}`;
    });
  };
  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
    );

  test('every body and every answer in JSON has an example that is valid', () => {
    const pairs = operations().flatMap(({ name, operation }) =>
      [operation.requestBody, ...Object.values(operation.responses)].flatMap((body) => {
        const { schema, example } = body?.content?.['application/json'] ?? {};
        return schema ? { name, schema, example } : [];
      }),
    );
    expect(pairs.length).toBeGreaterThan(60);
    expect(pairs.filter(({ example }) => example === undefined)).toEqual([]);
    expect(faultsOf(pairs)).toEqual([]);
  });

  test('every answer that something cannot be done has a body, with an example that is valid', () => {
    for (const { name, operation } of operations()) {
      for (const status of [400, 401, 404, 409, 429, 503])
        expect(operation.responses[status]!.$ref, name).toBe(`#/components/responses/Problem${status}`);
    }
    const bodies = Object.entries(document.components.responses).map(([name, { content }]) => {
      const { schema, example } = content['application/problem+json']!;
      expect(name).toBe(`Problem${(example as { status: number }).status}`);
      return { name, schema: schema!, example };
    });
    expect(faultsOf(bodies)).toEqual([]);
  });

  test('data types stand once, and everything that is pointed to is there', () => {
    for (const [, kind, name] of text.matchAll(/"#\/components\/(schemas|responses)\/([^"]+)"/g))
      expect(document.components[kind as 'schemas'], `${kind} ${name}`).toHaveProperty(name!);
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining(['Batch', 'Picture', 'Smear']),
    );
    expect(text.length).toBeLessThan(300_000);
  });

  test('the page’s typed client is made from this description: npm run api:client', async () => {
    const path = new URL('../../web/src/data/api-schema.ts', import.meta.url);
    const [, made] = /sha256 of the description: (\w+)/.exec(await readFile(path, 'utf8'))!;
    const { info, ...rest } = document;
    expect(made).toBe(createHash('sha256').update(JSON.stringify(rest)).digest('hex'));
  });
});
