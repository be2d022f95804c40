import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Milliseconds: a slow network must not keep a check from ending. */
const LONGEST_INSTALL = 8 * 60_000;

/** What a check needs of Python. */
export interface PythonNeeds {
  /** Its npm script, for messages. */
  readonly script: string;
  /** Folder of its virtual environment, under `build/`. */
  readonly environment: string;
  readonly packages: readonly string[];
  /** What has to be there for it to be whole. */
  readonly modules: readonly string[];
}

/**
 * A Python that has some packages: the one that the environment variable `PYTHON` names, or a virtual environment of our own
 * under `build/`, made where it is missing.
 * @returns `undefined`, with a word on why, where there is no Python with pip or no network
 */
export function findPython(
  { script, environment, packages, modules }: PythonNeeds,
  say: (line: string) => void,
): string | undefined {
  const given = process.env.PYTHON;
  if (given) return given;
  const folder = join('build', environment);
  // Absolute: a check may run it in a folder of its own.
  const own = resolve(folder, 'bin', 'python');
  if (existsSync(own) && spawnSync(own, ['-c', `import ${modules.join(', ')}`]).status === 0) return own;
  if (spawnSync('python3', ['-m', 'pip', '--version']).status !== 0) {
    say(`${script} skipped: there is no python3 with pip; install them, or name a Python by PYTHON=...`);
    return undefined;
  }
  try {
    say(`making ${folder} with ${packages.join(', ')}`);
    execFileSync('python3', ['-m', 'venv', folder], { stdio: 'pipe' });
    execFileSync(own, ['-m', 'pip', 'install', '--quiet', ...packages], {
      stdio: 'pipe',
      timeout: LONGEST_INSTALL,
    });
    return own;
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: Buffer };
    say(`${script} skipped: it could not be installed: ${stderr?.toString().trim() || message}`);
    return undefined;
  }
}

/** Runs a script that prints one JSON document. @throws Error with what it wrote when it fails */
export function runPython<Result>(python: string, script: string, ...args: string[]): Result {
  const environment = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3', CUDA_VISIBLE_DEVICES: '-1' };
  const { status, stdout, stderr } = spawnSync(python, [script, ...args], {
    encoding: 'utf8',
    env: environment,
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`${script} failed:\n${stderr}\n${stdout}`);
  return JSON.parse(stdout.slice(stdout.indexOf('{'))) as Result;
}
