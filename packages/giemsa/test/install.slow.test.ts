import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const LONGEST = 900_000;

/** The oldest that package.json states, and the newest of each later line. */
const NODES = ['20.19.0', '22', '24'];
const NPMS = ['10', '11'];

let folder: string;
/** Which registry, and whose certificates, as npm takes them from the environment. */
const settings: Record<string, string> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'giemsa-install-'));
  const asked = { cwd: folder };
  for (const name of ['registry', 'cafile']) {
    const value = (await run('npm', ['config', 'get', name], asked)).stdout.trim();
    if (value !== 'null') settings[`npm_config_${name}`] = value;
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** A package of the registry, in a folder of its own. */
async function fetched(name: string, version: string): Promise<string> {
  const own = await mkdtemp(join(folder, 'program-'));
  await writeFile(join(own, 'package.json'), '{}');
  await run('npm', ['install', '--no-audit', '--no-fund', `${name}@${version}`], { cwd: own });
  return join(own, 'node_modules');
}

describe.each(NODES)('a fresh clone under Node.js %s', (nodeVersion) => {
  let node: string;

  beforeAll(async () => {
    const name = `node-${process.platform}-${process.arch}`;
    node = join(await fetched(name, nodeVersion), name, 'bin');
  }, LONGEST);

  test.each(NPMS)(
    'and npm %s is installed, started and used without a warning',
    async (npmVersion) => {
      const npm = join(await fetched('npm', npmVersion), '.bin');
      const work = await mkdtemp(join(folder, 'clone-'));
      const clone = join(work, 'giemsa');
      await run('git', ['clone', '--quiet', ROOT, clone]);
      const env = {
        PATH: [node, npm, process.env.PATH].join(delimiter),
        HOME: join(work, 'home'),
        ...settings,
        NODE_EXTRA_CA_CERTS: process.env.NODE_EXTRA_CA_CERTS,
        npm_config_cache: join(work, 'cache'),
        npm_config_update_notifier: 'false',
        // The way by which onnxruntime-node's script would fetch CUDA: it fails at once.
        GLOBAL_AGENT_HTTPS_PROXY: 'http://127.0.0.1:9',
      };
      const inClone = async (program: string, ...args: string[]) => {
        const cli = join(npm, program);
        const { stdout, stderr } = await run(join(node, 'node'), [cli, ...args], { cwd: clone, env });
        expect(stderr.split('\n').filter((line) => /warn|EBADENGINE|allow-scripts/i.test(line))).toEqual([]);
        return stdout;
      };
      await inClone('npm', 'ci');
      expect(await inClone('npm', 'start', '--', '--help')).toContain('Usage: giemsa start');
      const sample = join(clone, 'samples');
      await inClone(
        'npx',
        'giemsa',
        'data',
        'synth',
        sample,
        '--cells',
        '16',
        '--patients',
        '4',
        '--fields',
        '0',
      );
      expect(
        JSON.parse(await inClone('npx', 'giemsa', 'predict', '--no-gate', '--json', sample)).predictions,
      ).toHaveLength(16);
      await rm(work, { recursive: true, force: true });
    },
    LONGEST,
  );
});
