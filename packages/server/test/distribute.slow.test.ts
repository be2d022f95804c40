import { spawnSync } from 'node:child_process';
import { readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { commandLine, type Ended, temporaryFolder } from '../../giemsa/test/support/command-line.js';
import { epochsDone, outcome } from '../../giemsa/test/support/killed-training.js';
import { hasPostgres, startPostgres } from './support/postgres.js';

// Folds and sweeps by workers of their own: processes, a real PostgreSQL, a folder that all see.

const folder = await temporaryFolder();
const cli = commandLine(folder);
const SETTINGS = '--recipe synthetic --image-size 32 --batch-size 8 --threads 1 --epochs'.split(' ');
const TRAIN = ['train', 'cells', ...SETTINGS, '12'];
const CV = ['cv', 'cells', '--folds', '3', ...SETTINGS, '8'];

describe.skipIf(!hasPostgres)('trainings on a PostgreSQL', () => {
  let database: Awaited<ReturnType<typeof startPostgres>>;
  let workers: ReturnType<typeof cli.start>[];

  beforeAll(async () => {
    await writeSyntheticDataset(join(folder, 'cells'), { cells: 200, patients: 9, seed: 4, fields: 0 });
    expect(await cli.run(...TRAIN, '--out', 'run-here')).toMatchObject({ code: 0 });
    database = await startPostgres();
  }, 600_000);
  afterAll(() => database.stop());

  beforeEach(() => {
    workers = [];
    return async () => {
      for (const { child } of workers) child.kill('SIGTERM');
      // In good order, but for the one that was killed.
      for (const { ended } of workers) expect((await ended).code ?? 0).toBe(0);
    };
  });

  /** Another working directory than the command's: paths must not depend on it. */
  const startWorker = (name: string) => {
    const worker = cli.start(['worker', '--database', database.url, '--data', join(folder, name)]);
    workers.push(worker);
    return worker;
  };
  const distributed = (...words: string[]) => cli.start([...words, '--distribute', database.url]).ended;

  test('a worker is killed in the middle of a fold: another continues it; the result is the same as without workers', async () => {
    expect(await cli.run(...CV, '--out', 'here')).toMatchObject({ code: 0 });
    const all = distributed(...CV, '--out', 'there');
    const first = startWorker('first');
    const killed = await Promise.race([1, 2, 3].map((fold) => begun('there', fold)));
    const [training] = childrenOf(first.child);
    first.child.kill('SIGKILL');
    const others = [startWorker('second'), startWorker('third')];
    await expect.poll(() => runs(training!), { timeout: 5000 }).toBe(false);
    const ended = await all;
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toContain(`Fold ${killed} of 3: waits for a worker, epoch`);
    for (const fold of [1, 2, 3]) {
      expect(await outcome(join(folder, 'there', `fold-${fold}`))).toEqual(
        await outcome(join(folder, 'here', `fold-${fold}`)),
      );
      expect(ended.stdout).toContain(`Fold ${fold} of 3: finished, epoch 8 of 8`);
    }
    expect((await readdir(join(folder, 'there'))).sort()).toEqual(
      (await readdir(join(folder, 'here'))).sort(),
    );
    expect(await figures('there')).toEqual(await figures('here'));
    for (const { child } of others) child.kill('SIGTERM');
    const said = (await Promise.all(others.map((other) => other.ended))).map(({ stdout }) => stdout).join('');
    expect(said).toMatch(new RegExp(`Training .+/there/fold-${killed} from epoch [3-8] on`));
    const again = await distributed(...CV, '--out', 'there', '--resume');
    expect(again.stdout).toContain('Fold 3 of 3: finished before');
    expect(again.stdout).toContain('Sent to the workers: 0 trainings');
  }, 400_000);

  test('a worker that is cut off from the database lets go of its training, and takes it up again when it is back', async ({
    skip,
  }) => {
    if (database.pid === undefined) return skip('the database is not one of these tests’ own');
    const all = distributed(...TRAIN, '--out', 'run-cut-off');
    const { child } = startWorker('first');
    await epochsDone(join(folder, 'run-cut-off'), 2);
    expect(childrenOf(child)).toHaveLength(1);
    for (const pid of [database.pid, ...childrenOf(database)]) process.kill(pid, 'SIGSTOP');
    try {
      await expect.poll(() => childrenOf(child), { timeout: 30_000 }).toEqual([]);
    } finally {
      for (const pid of [...childrenOf(database), database.pid]) process.kill(pid, 'SIGCONT');
    }
    expect(await all).toMatchObject({ code: 0 });
    expect(await outcome(join(folder, 'run-cut-off'))).toEqual(await outcome(join(folder, 'run-here')));
  }, 400_000);

  test('a stopped worker gives its training back at once', async () => {
    const all = distributed(...TRAIN, '--out', 'run-there', '--json');
    const first = startWorker('first');
    await epochsDone(join(folder, 'run-there'), 2);
    first.child.kill('SIGTERM');
    expect(await first.ended).toMatchObject({ code: 0 });
    startWorker('second');
    const ended = await all;
    expect(JSON.parse(ended.stdout)).toMatchObject({ run: 'run-there' });
    expect(await outcome(join(folder, 'run-there'))).toEqual(await outcome(join(folder, 'run-here')));
  }, 400_000);

  test('a training that stops its processes again and again is set aside, and the others continue', async () => {
    const axes = ['--sweep', 'seed=0,1'];
    const all = distributed('train', 'cells', ...SETTINGS, '1', ...axes, '--out', 'poison');
    const { child } = startWorker('first');
    for (let kills = 0; kills < 3; kills++) {
      await expect.poll(() => childrenOf(child), { timeout: 30_000, interval: 20 }).toHaveLength(1);
      const [training] = childrenOf(child);
      process.kill(training!, 'SIGKILL');
      await expect.poll(() => runs(training!)).toBe(false);
    }
    const { code, stderr } = await all;
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /seed-0 failed on .+: set aside: workers began it 3 times without finishing another epoch.+ its process ended by SIGKILL/,
    );
    expect(await readdir(join(folder, 'poison/seed-1'))).toContain('report.html');
  }, 120_000);

  test('a sweep of seeds and splits, with a table of its runs', async () => {
    startWorker('first');
    startWorker('second');
    const axes = ['--sweep', 'split=image,patient', '--sweep', 'seed=0,1'];
    const { stdout } = await distributed(
      'train',
      'cells',
      ...SETTINGS,
      '1',
      ...axes,
      '--out',
      'sweep',
      '--json',
    );
    const { runs } = JSON.parse(stdout) as {
      runs: { name: string; metrics: { accuracy: { value: number } } }[];
    };
    const names = ['image-seed-0', 'image-seed-1', 'patient-seed-0', 'patient-seed-1'];
    expect(runs.map(({ name }) => name)).toEqual(names);
    const table = (await readFile(join(folder, 'sweep/sweep.csv'), 'utf8')).trim().split('\n');
    expect(table[0]).toBe('run,split,seed,accuracy,sensitivity,specificity,mcc,auc_roc,brier,ece');
    expect(table[2]).toMatch(
      new RegExp(`^image-seed-1,image,1,${runs[1]!.metrics.accuracy.value.toFixed(4)},`),
    );
    expect(table).toHaveLength(5);
  }, 400_000);

  test('a worker that does not see the data says so, with its machine and what to do', async () => {
    const all = distributed(...CV, '--out', 'blind');
    await splitWritten('blind');
    await rename(join(folder, 'cells'), join(folder, 'away'));
    try {
      startWorker('first');
      const { code, stderr } = await all;
      expect(code).toBe(1);
      expect(stderr).toMatch(
        /Fold 1 of 3 failed on .+: this worker does not see the data .+cells; data and --out must be folders that all machines see/,
      );
    } finally {
      await rename(join(folder, 'away'), join(folder, 'cells'));
    }
  }, 120_000);

  test('a worker that does not see the run folder says so', async () => {
    const all = distributed('train', 'cells', ...SETTINGS, '1', '--out', 'elsewhere');
    await untilThere(join(folder, 'elsewhere'));
    await rename(join(folder, 'elsewhere'), join(folder, 'gone'));
    startWorker('first');
    expect(await all).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('this worker does not see the run folder'),
    });
  }, 120_000);
});

test.skipIf(!hasPostgres)(
  'a worker whose database is gone ends when it is told to',
  async () => {
    const database = await startPostgres();
    const { child, ended } = cli.start([
      'worker',
      '--database',
      database.url,
      '--data',
      join(folder, 'gone'),
    ]);
    await new Promise((resolve) => child.stdout!.once('data', resolve));
    await database.stop();
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0 });
  },
  120_000,
);

test('a database that is not there is named, without its password', async () => {
  const ended: Ended = await cli.run(
    ...CV,
    '--out',
    'none',
    '--distribute',
    'postgres://me:hunter2@127.0.0.1:1/none',
  );
  expect(ended).toMatchObject({ code: 1 });
  expect(ended.stderr).toContain('cannot use the database postgres://me@127.0.0.1:1/none');
  expect(ended.stderr).not.toContain('hunter2');
}, 120_000);

function childrenOf({ pid }: { readonly pid?: number | undefined }): number[] {
  const { stdout } = spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' });
  return stdout.split('\n').filter(Boolean).map(Number);
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** @returns the fold, when two of its epochs are finished */
async function begun(out: string, fold: number): Promise<number> {
  await epochsDone(join(folder, out, `fold-${fold}`), 2);
  return fold;
}

const splitWritten = (out: string) => untilThere(join(folder, out, 'fold-3/split.csv'));

async function untilThere(path: string): Promise<void> {
  const name = path.split('/').at(-1)!;
  for (;;) {
    const names = await readdir(join(path, '..')).catch((): string[] => []);
    if (names.includes(name)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Of all that a cross-validation says, what does not depend on when and where. */
async function figures(out: string) {
  const { plan, ...rest } = JSON.parse(await readFile(join(folder, out, 'metrics.json'), 'utf8'));
  const { created, ...kept } = plan;
  expect(created).toBeTruthy();
  const predictions = await readFile(join(folder, out, 'predictions.csv'), 'utf8');
  return { plan: kept, ...rest, predictions };
}
