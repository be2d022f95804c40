import { afterAll, afterEach, vi } from 'vitest';
import { expectNoNames, forgetLogs } from './packages/server/test/support/logs.js';

// Test files share two processes, since loading everything anew for each would take as long as the tests. So each file leaves its
// process as it found it.

const folder = process.cwd();
const environment = { ...process.env };
const umask = process.umask();

afterEach(expectNoNames);

afterAll(() => {
  forgetLogs();
  vi.restoreAllMocks();
  vi.useRealTimers();
  process.chdir(folder);
  process.umask(umask);
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
});
