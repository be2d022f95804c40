import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { commandLine } from './command-line.js';

/**
 * Trains into a run folder, killing the process (SIGKILL) at each of these moments and continuing with `--resume`, until
 * a last process is left alone.
 * @returns how many processes were killed before they had ended by themselves
 */
export async function trainWithKills(
  { start, run }: ReturnType<typeof commandLine>,
  words: readonly string[],
  moments: readonly (() => Promise<unknown>)[],
): Promise<number> {
  let killed = 0;
  for (const moment of moments) {
    const { child, ended } = start([...words, '--resume']);
    await Promise.race([moment(), ended]);
    child.kill('SIGKILL');
    if ((await ended).code === null) killed++;
  }
  const { code, stderr } = await run(...words, '--resume');
  if (code !== 0) throw new Error(`the resumed training failed: ${stderr}`);
  return killed;
}

/** Waits until a run has finished so many epochs. */
export async function epochsDone(runFolder: string, count: number): Promise<void> {
  const rows = async () =>
    (await readFile(join(runFolder, 'history.csv'), 'utf8')).trim().split('\n').length - 1;
  while ((await rows().catch(() => 0)) < count) await setTimeout(10);
}

/** What a training leaves behind that must not depend on kills: the model file, and the history without its times. */
export async function outcome(runFolder: string): Promise<{ model: string; history: string[] }> {
  const model = await readFile(join(runFolder, 'model.onnx'), 'base64');
  const rows = (await readFile(join(runFolder, 'history.csv'), 'utf8')).trim().split('\n');
  return { model, history: rows.map((row) => row.split(',').slice(0, 6).join(',')) };
}
