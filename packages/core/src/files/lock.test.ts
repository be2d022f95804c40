import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LockedError, lockBeside, lockFolder } from './lock.js';

const RUN = { what: 'the run folder', instead: 'give another folder to --out' };
const BUILT = fileURLToPath(new URL('../../dist/files/lock.js', import.meta.url));

let base: string;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'giemsa-lock-'));
});
afterAll(() => rm(base, { recursive: true, force: true }));

/** A process that takes the folder and keeps it. @param words what starts it */
async function holder(folder: string, ...words: string[]): Promise<ChildProcess> {
  const script = `import { lockFolder } from ${JSON.stringify(BUILT)};
    await lockFolder(${JSON.stringify(folder)}, { what: 'it', instead: 'go' });
    console.log('held'); setInterval(() => {}, 1000);`;
  const [program, ...rest] = [...words, process.execPath, '--input-type=module', '-e', script];
  const child = spawn(program!, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => child.stdout!.once('data', resolve));
  return child;
}

const ended = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve));

test('a folder has one holder; the second learns who it is', async () => {
  const folder = join(base, 'one');
  const lock = await lockFolder(folder, RUN);
  const second = lockFolder(folder, RUN);
  await expect(second).rejects.toThrow(LockedError);
  await expect(second).rejects.toMatchObject({ holder: { process: process.pid, host: hostname() } });
  await expect(second).rejects.toThrow(
    /^the run folder \S+one is in use by another process \(\d+ on .+ UTC\); give/,
  );
  await lock.release();
  await (await lockFolder(folder, RUN)).release();
});

test('a folder that was made for a lock and stayed empty goes with it; one that is used stays, without the lock', async () => {
  const lock = await lockFolder(join(base, 'made/deep'), RUN);
  await lock.release();
  expect(existsSync(join(base, 'made'))).toBe(false);
  const other = await lockFolder(join(base, 'made/deep'), RUN);
  await writeFile(join(base, 'made/deep/config.json'), '{}');
  await other.release();
  expect(await readdir(join(base, 'made/deep'))).toEqual(['config.json']);
});

test('the lock of a file lies beside it', async () => {
  const path = join(base, 'results.csv');
  const lock = await lockBeside(path, { what: 'the file', instead: 'give another' });
  await expect(lockBeside(path, { what: 'the file', instead: 'give another' })).rejects.toThrow(LockedError);
  await lock.release();
  expect(existsSync(`${path}.lock`)).toBe(false);
});

test('another process keeps a folder, and a killed one leaves it', async () => {
  const folder = join(base, 'killed');
  const child = await holder(folder);
  await expect(lockFolder(folder, RUN)).rejects.toThrow(`another process (${child.pid} on`);
  const gone = ended(child);
  child.kill('SIGKILL');
  await gone;
  expect(existsSync(join(folder, '.lock'))).toBe(true);
  await (await lockFolder(folder, RUN)).release();
});

test('what a lock file says decides nothing', async () => {
  const folder = join(base, 'said');
  await mkdir(folder);
  // This process runs, and so does the first one of every machine.
  for (const pid of [process.pid, 1]) {
    await writeFile(join(folder, '.lock'), `{"process":${pid},"host":"${hostname()}","since":"2026-01-01"}`);
    await (await lockFolder(folder, RUN)).release();
  }
});

test.skipIf(process.platform === 'win32')(
  'a file or link that has the name of a lock is left as it is',
  async () => {
    const folder = join(base, 'others');
    await mkdir(folder);
    await writeFile(join(base, 'precious.txt'), 'precious');
    await symlink(join(base, 'precious.txt'), join(folder, '.lock'));
    await expect(lockFolder(folder, RUN)).rejects.toThrow(/\.lock is not a lock file of giemsa.+move it/);
    await writeFile(join(base, 'results.csv.lock'), 'a list of mine');
    await expect(lockBeside(join(base, 'results.csv'), RUN)).rejects.toThrow('is not a lock file of giemsa');
    expect(await readFile(join(base, 'precious.txt'), 'utf8')).toBe('precious');
    expect(await readFile(join(base, 'results.csv.lock'), 'utf8')).toBe('a list of mine');
  },
);

/** In containers every server has the same process number. */
const isolated = ['unshare', '--pid', '--fork', '--kill-child'];
const canIsolate = process.platform === 'linux' && process.getuid?.() === 0;

test.skipIf(!canIsolate)(
  'processes of the same number in different namespaces exclude each other',
  async () => {
    const folder = join(base, 'namespaces');
    const child = await holder(folder, ...isolated);
    const script = `import { lockFolder } from ${JSON.stringify(BUILT)};
    await lockFolder(${JSON.stringify(folder)}, { what: 'it', instead: 'go' }).catch((e) => { console.log(process.pid, e.message); });`;
    const second = spawn(isolated[0]!, [
      ...isolated.slice(1),
      process.execPath,
      '--input-type=module',
      '-e',
      script,
    ]);
    let said = '';
    second.stdout.on('data', (text) => {
      said += text;
    });
    await ended(second);
    expect(said).toMatch(/^1 it \S+ is in use by another process \(1 on /);
    const gone = ended(child);
    child.kill('SIGKILL');
    await gone;
  },
);
