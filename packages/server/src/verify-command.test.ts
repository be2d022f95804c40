import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../test/support/room.js';
import { verify } from './verify-command.js';

test('a missing folder is reported, and not created', async () => {
  const data = join(await temporaryFolder(), 'misspelt');
  await expect(verify({ data })).rejects.toThrow(`--data ${data}: there is no such folder`);
  expect(existsSync(data)).toBe(false);
});
