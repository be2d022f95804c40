import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CheckpointStore } from './checkpoint-store.js';
import { readState } from './safetensors.js';
import type { TrainingState } from './training-state.js';

let root: string;
let directory: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'giemsa-store-'));
});
afterAll(() => rm(root, { recursive: true }));
beforeEach(async () => {
  directory = await mkdtemp(join(root, 'checkpoint-'));
});

const stateOf = (epoch: number, values = 1000): TrainingState => ({
  tensors: { weight: { shape: [values], data: new Float32Array(values).fill(epoch) } },
  metadata: { epoch },
});
const epochOf = (state: TrainingState | null | undefined) =>
  (state?.metadata as { epoch: number } | undefined)?.epoch;

async function damage(path: string): Promise<void> {
  const bytes = await readFile(path);
  bytes[bytes.length - 1]! ^= 1;
  await unlink(path); // The best one may be another name of the same file.
  await writeFile(path, bytes);
}

describe('CheckpointStore', () => {
  it('has nothing to load at first', async () => {
    expect(await new CheckpointStore(directory).loadLatest()).toBeNull();
    expect(await new CheckpointStore(directory).loadBest()).toBeNull();
  });

  it('keeps the newest two and the best', async () => {
    const store = new CheckpointStore(directory);
    await store.save(stateOf(0));
    await store.save(stateOf(1), 'best');
    await store.save(stateOf(2));
    await store.save(stateOf(3));
    expect((await readdir(directory)).sort()).toEqual([
      'best.safetensors',
      'last.safetensors',
      'previous.safetensors',
    ]);
    expect(epochOf(await readState(join(directory, 'previous.safetensors')))).toBe(2);
    const reopened = new CheckpointStore(directory);
    expect(epochOf((await reopened.loadLatest())?.state)).toBe(3);
    expect(epochOf(await reopened.loadBest())).toBe(1);
  });

  it('uses the previous one when the last one is damaged, and says so', async () => {
    const store = new CheckpointStore(directory);
    await store.save(stateOf(0));
    await store.save(stateOf(1), 'best');
    await damage(join(directory, 'last.safetensors'));
    const loaded = await store.loadLatest();
    expect(epochOf(loaded?.state)).toBe(0);
    expect(loaded?.path).toBe(join(directory, 'previous.safetensors'));
    expect(loaded?.warnings).toHaveLength(1);
    expect(loaded?.warnings[0]).toMatch(
      /last\.safetensors is damaged: the SHA-256 .* Continuing from .*previous\.safetensors\.$/,
    );
    expect(epochOf(await store.loadBest())).toBe(1);
  });

  it('does not let a damaged last one take the place of the previous one', async () => {
    const store = new CheckpointStore(directory);
    await store.save(stateOf(0));
    await store.save(stateOf(1));
    await damage(join(directory, 'last.safetensors'));
    await store.loadLatest();
    await store.save(stateOf(1));
    expect(epochOf(await readState(join(directory, 'previous.safetensors')))).toBe(0);
    expect(await store.loadLatest()).toMatchObject({ state: { metadata: { epoch: 1 } }, warnings: [] });
  });

  it('uses the previous one when the last one is missing, and says so', async () => {
    const store = new CheckpointStore(directory);
    await store.save(stateOf(0));
    await store.save(stateOf(1));
    await unlink(join(directory, 'last.safetensors'));
    const loaded = await store.loadLatest();
    expect(epochOf(loaded?.state)).toBe(0);
    expect(loaded?.warnings[0]).toMatch(/last\.safetensors is missing\. Continuing from/);
  });

  it('throws, naming both, when neither is whole', async () => {
    const store = new CheckpointStore(directory);
    await store.save(stateOf(0));
    await store.save(stateOf(1));
    await damage(join(directory, 'last.safetensors'));
    await damage(join(directory, 'previous.safetensors'));
    await expect(store.loadLatest()).rejects.toThrow(
      /No checkpoint can be used\. .*last.* is damaged: .*previous.* is damaged: .* without resuming\.$/,
    );
  });

  it('removes what a killed process left half written, not what a living one writes', async () => {
    const { pid: deadPid } = spawnSync(process.execPath, ['--version']);
    await writeFile(join(directory, `.last.safetensors.${deadPid}.tmp`), 'half');
    await writeFile(
      join(directory, `.last.safetensors.${process.pid}.tmp`),
      'of an earlier start with our id',
    );
    await writeFile(join(directory, `.last.safetensors.${process.ppid}.tmp`), 'being written');
    await writeFile(join(directory, 'notes.tmp'), "the user's");
    new CheckpointStore(directory);
    expect((await readdir(directory)).sort()).toEqual([`.last.safetensors.${process.ppid}.tmp`, 'notes.tmp']);
  });
});

/** Saves epochs 0, 1, 2, ... as fast as it can, each with the weights that the epoch implies. */
const savingProgram = `
  const [module, directory] = process.argv.slice(1);
  const { CheckpointStore } = await import(module);
  const store = new CheckpointStore(directory);
  const loaded = await store.loadLatest();
  process.stdout.write('saving');
  for (let epoch = loaded === null ? 0 : loaded.state.metadata.epoch + 1; ; epoch++) {
    const data = new Float32Array(500_000).fill(epoch);
    const tensors = { weight: { shape: [data.length], data } };
    await store.save({ tensors, metadata: { epoch } }, epoch % 3 === 0 ? 'best' : 'last');
  }
`;

/** Compiles the store to JavaScript, which a child process can run. @returns the address of the module. */
function compileStore(): string {
  const compiler = join(
    dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
    'bin',
    'tsc',
  );
  const sources = ['checkpoint-store.ts', '../runtime/sha256.ts'];
  const options =
    '--ignoreConfig --module nodenext --target es2022 --types node --skipLibCheck --noCheck --rootDir src'.split(
      ' ',
    );
  const project = fileURLToPath(new URL('../../', import.meta.url));
  const paths = sources.map((source) => fileURLToPath(new URL(source, import.meta.url)));
  execFileSync(process.execPath, [compiler, ...options, '--outDir', join(root, 'compiled'), ...paths], {
    cwd: project,
  });
  const manifest = { type: 'module', imports: { '#sha256': './runtime/sha256.js' } };
  writeFileSync(join(root, 'compiled', 'package.json'), JSON.stringify(manifest));
  return pathToFileURL(join(root, 'compiled', 'checkpoint', 'checkpoint-store.js')).href;
}

describe('kill -9 while saving', () => {
  it('always leaves a whole checkpoint, never an older one than before', { timeout: 60_000 }, async () => {
    const program = ['--input-type=module', '--eval', savingProgram, compileStore(), directory];
    let reached = -1;
    for (let kill = 0; kill < 10; kill++) {
      const child = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(child.stdout!, 'data');
      await sleep(20 + 23 * kill);
      child.kill('SIGKILL');
      await once(child, 'exit');

      const loaded = await new CheckpointStore(directory).loadLatest();
      const epoch = epochOf(loaded?.state) ?? -1;
      expect(loaded?.warnings ?? []).toEqual([]);
      expect(epoch).toBeGreaterThanOrEqual(reached);
      expect(loaded?.state.tensors.weight?.data.every((value) => value === epoch) ?? true).toBe(true);
      expect(await readdir(directory)).not.toContainEqual(expect.stringMatching(/\.tmp$/));
      reached = epoch;
    }
    expect(reached).toBeGreaterThan(0);
  });
});

/** A file system of 1 MB, where the machine lets us mount one. */
function mountSmallDisk(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('a full disk', () => {
  it('leaves the checkpoints there are, and says what to do', async (context) => {
    if (!mountSmallDisk(directory)) context.skip('mounting a small file system is not permitted here');
    try {
      const store = new CheckpointStore(directory);
      await store.save(stateOf(0, 50_000));
      await store.save(stateOf(1, 50_000), 'best');
      await expect(store.save(stateOf(2, 200_000), 'best')).rejects.toMatchObject({
        code: 'ENOSPC',
        message: expect.stringMatching(
          /^The disk is full: .*last\.safetensors \(1 MB\) could not be written\. .* Free at least 1 MB there and resume/,
        ),
      });
      expect((await readdir(directory)).sort()).toEqual([
        'best.safetensors',
        'last.safetensors',
        'previous.safetensors',
      ]);
      expect(epochOf((await store.loadLatest())?.state)).toBe(1);
      expect(epochOf(await store.loadBest())).toBe(1);
      expect(epochOf(await readState(join(directory, 'previous.safetensors')))).toBe(0);
      await store.save(stateOf(3, 50_000));
      expect(epochOf((await store.loadLatest())?.state)).toBe(3);
    } finally {
      execFileSync('umount', [directory]);
    }
  });
});
