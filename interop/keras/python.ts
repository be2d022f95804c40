import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** `tf_keras` is Keras 2. */
const PACKAGES = ['keras', 'tf_keras', 'tensorflow-cpu', 'onnx', 'onnxruntime', 'h5py'];
/** Milliseconds: a slow network must not keep a check from ending. */
const LONGEST_INSTALL = 8 * 60_000;
const VIRTUAL_ENVIRONMENT = join('build', 'keras-venv');

/**
 * A Python that has Keras: the one that the environment variable `PYTHON` names, or a virtual environment of our own under
 * `build/`, made where it is missing.
 * @returns `undefined`, with a word on why, where there is no Python with pip or no network
 */
export function findPython(say: (line: string) => void): string | undefined {
  const given = process.env.PYTHON;
  if (given) return given;
  const own = join(VIRTUAL_ENVIRONMENT, 'bin', 'python');
  if (
    existsSync(own) &&
    spawnSync(own, ['-c', 'import keras, tf_keras, tensorflow, onnx, onnxruntime']).status === 0
  )
    return own;
  if (spawnSync('python3', ['-m', 'pip', '--version']).status !== 0) {
    say('test:keras skipped: there is no python3 with pip; install them, or name a Python by PYTHON=...');
    return undefined;
  }
  try {
    say(`making ${VIRTUAL_ENVIRONMENT} with ${PACKAGES.join(', ')}`);
    execFileSync('python3', ['-m', 'venv', VIRTUAL_ENVIRONMENT], { stdio: 'pipe' });
    execFileSync(own, ['-m', 'pip', 'install', '--quiet', ...PACKAGES], {
      stdio: 'pipe',
      timeout: LONGEST_INSTALL,
    });
    return own;
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: Buffer };
    say(`test:keras skipped: Keras could not be installed: ${stderr?.toString().trim() || message}`);
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
