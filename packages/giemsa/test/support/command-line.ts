import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { main } from '../../src/cli.js';

export { temporaryFolder } from '../../../core/test/support/temporary-folder.js';

const PROGRAM = fileURLToPath(new URL('../../bin/giemsa.js', import.meta.url));

export interface Ended {
  /** Exit code; null when the process was killed. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The command line, as its users run it, in a folder of its own with a cache of its own. */
export function commandLine(folder: string) {
  const start = (words: readonly string[]): { child: ChildProcess; ended: Promise<Ended> } => {
    const env = { ...process.env, GIEMSA_CACHE: join(folder, 'cache') };
    const child = spawn(process.execPath, [PROGRAM, ...words], { cwd: folder, env });
    const ended = new Promise<Ended>((resolve, reject) => {
      let [stdout, stderr] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', (text) => {
        stdout += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text) => {
        stderr += text;
      });
      child.once('error', reject).once('close', (code) => resolve({ code, stdout, stderr }));
    });
    return { child, ended };
  };
  return { start, run: (...words: string[]): Promise<Ended> => start(words).ended };
}

/** The same within this process, which is quicker; paths are as they are from here. */
export async function runHere(...words: string[]): Promise<Ended> {
  const ended: Ended = { code: null, stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      ended[name] += text;
      return true;
    }),
  );
  try {
    ended.code = await main(words);
    return ended;
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
