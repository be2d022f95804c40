import { afterEach, expect, test, vi } from 'vitest';
import type { CommandEnvironment, ServeFlags } from './flags.js';
import { serve, work } from './run-commands.js';

const environment: CommandEnvironment = {
  version: '0.0.0',
  shippedModels: async () => [],
  examples: () => '',
  withMeaningOptions: (command) => command,
};
const flags: ServeFlags = {
  ...{ host: '127.0.0.1', port: '0', worker: false, trashDays: '30', data: '/none', runs: '/none' },
  model: [],
  dataset: [],
};
afterEach(() => {
  vi.restoreAllMocks();
});

/** What is written to standard error by a command that then fails. */
async function warnings(run: () => Promise<void>, failure: RegExp): Promise<string> {
  const written: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  await expect(run()).rejects.toThrow(failure);
  return written.join('');
}

test('a secret on the command line is warned of, without it', async () => {
  const token = await warnings(
    () => serve({ ...flags, token: 'short' }, environment),
    /at least 16 characters/,
  );
  expect(token).toBe(
    'warning: the secret in --token can be read by every user of this machine (ps); set GIEMSA_TOKEN instead\n',
  );
  const database = 'postgres://giemsa:s3cret@127.0.0.1:1/none';
  const worker = await warnings(() => work({ ...flags, data: '/dev/null/x', database }, environment), /./);
  expect(worker).toContain(
    'the secret in --database can be read by every user of this machine (ps); set GIEMSA_DATABASE',
  );
  expect(worker).not.toContain('s3cret');
});

test.each(['everyone', '127.0.0.1/40', '10.0.0.0/8/8', '127.0.0.1, proxy'])(
  '--trust-proxy %s is refused',
  async (trustProxy) => {
    await expect(serve({ ...flags, trustProxy }, environment)).rejects.toThrow(
      /--trust-proxy must be addresses/,
    );
  },
);
