import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, options, startRoom, temporaryFolder } from '../../server/test/support/room.js';
import './english.js';
import { actionWords } from '../src/parts/action-words.js';

let room: Client;
beforeAll(async () => {
  room = await startRoom(options(await temporaryFolder()));
});
afterAll(() => room?.server.stop());

test('the page’s log has plain words for every action that the server writes into its log', async () => {
  const { paths } = (await (await fetch(`${room.server.address}/api/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { 'x-audited'?: boolean }>>;
  };
  const actions = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) =>
      operation['x-audited']
        ? `${method.toUpperCase()} ${path.replace('/api/v1', '').replaceAll(/\{(\w+)\}/g, ':$1')}`
        : [],
    ),
  );
  expect(actions).toEqual(expect.arrayContaining(['POST /batches', 'GET /batches/:batch/export.:format']));
  const unnamed = [...actions, 'trash swept', 'audit log: 7 entries up to 9 deleted'].filter(
    (action) => actionWords(action) === action,
  );
  expect(unnamed).toEqual([]);
  expect(actionWords('HEAD /batches/:batch/export.:format')).toBe(
    actionWords('GET /batches/:batch/export.:format'),
  );
});
