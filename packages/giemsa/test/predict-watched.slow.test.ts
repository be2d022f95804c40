import { cp, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { writeSyntheticDataset } from '@giemsa/core/internal/dataset/synthetic/write';
import { beforeAll, describe, expect, test } from 'vitest';
import { commandLine, runHere, temporaryFolder } from './support/command-line.js';

const MODEL = fileURLToPath(new URL('../../core/test/fixtures/tiny-resnet.onnx', import.meta.url));
const folder = await temporaryFolder();
const { start, run } = commandLine(folder);
let cells: string[];

beforeAll(async () => {
  await writeSyntheticDataset(join(folder, 'cells'), { cells: 20, patients: 4, seed: 8, fields: 0 });
  const home = join(folder, 'cells/Uninfected');
  cells = (await readdir(home)).map((name) => join(home, name));
});

interface Line {
  file: string;
  skipped?: boolean;
}

const linesOf = async (path: string): Promise<Line[]> =>
  (await readFile(join(folder, path), 'utf8').catch(() => ''))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);

const until = async (isSo: () => Promise<boolean>) => {
  for (let tries = 0; tries < 1200; tries++) {
    if (await isSo()) return;
    await wait(25);
  }
  throw new Error('it did not come to that within 30 seconds');
};

const watching = (out: string, inbox: string) =>
  start(['predict', MODEL, '--watch', inbox, '--out', out, '--no-gate', '--threads', '1']);

describe('predict --watch', () => {
  test.concurrent('predicts existing files and new ones, arriving whole, moved or in pieces, also in new subfolders; ends at Ctrl-C; continues', async () => {
    const inbox = join(folder, 'inbox');
    await mkdir(inbox);
    await cp(cells[0]!, join(inbox, 'there.png'));
    const first = watching('out.jsonl', 'inbox');
    const files = async () => (await linesOf('out.jsonl')).map(({ file }) => file);
    await until(async () => (await files()).length === 1);

    await writeFile(join(inbox, 'notes.txt'), 'no picture');
    await writeFile(join(inbox, '.hidden.png'), 'no picture');
    await cp(cells[1]!, join(folder, 'moved.png'));
    await rename(join(folder, 'moved.png'), join(inbox, 'moved.png'));
    await mkdir(join(inbox, 'slide 1'));
    await cp(cells[2]!, join(inbox, 'slide 1/a.png'));
    const bytes = await readFile(cells[3]!);
    await writeFile(join(inbox, 'slow.png'), bytes.subarray(0, 1000));
    await wait(1000);
    await writeFile(join(inbox, 'slow.png'), bytes.subarray(1000, 2000), { flag: 'a' });
    await wait(1000);
    await writeFile(join(inbox, 'slow.png'), bytes.subarray(2000), { flag: 'a' });
    await until(async () => (await files()).length >= 5);
    first.child.kill('SIGINT');
    const ended = await first.ended;
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.stdout).toBe('out.jsonl: 4 images predicted, 1 could not be read\n');
    const skipped = (await linesOf('out.jsonl')).filter((line) => line.skipped);
    expect(skipped.map(({ file }) => file)).toEqual([join('inbox', 'notes.txt')]);

    await cp(cells[4]!, join(inbox, 'while-away.png'));
    const second = watching('out.jsonl', './inbox/');
    await until(async () => (await files()).length === 6);
    second.child.kill('SIGTERM');
    expect((await second.ended).stdout).toBe('out.jsonl: 1 image predicted, 5 were there already\n');
    const names = ['moved.png', 'notes.txt', 'slide 1/a.png', 'slow.png', 'there.png', 'while-away.png'];
    expect((await files()).sort()).toEqual(names.map((name) => join('inbox', name)));

    const plain = await run('predict', MODEL, 'inbox', '--jsonl', '--no-gate', '--threads', '1');
    expect(plain.stdout.trim().split('\n').sort()).toEqual(
      (await readFile(join(folder, 'out.jsonl'), 'utf8')).trim().split('\n').sort(),
    );
  }, 90_000);

  // Beside the other: both mostly wait for files to settle.
  test.concurrent('a broken picture is reported, and read again when it is fixed', async () => {
    const inbox = join(folder, 'mended');
    await mkdir(inbox);
    await writeFile(join(inbox, 'a.png'), 'half a picture');
    const { child, ended } = watching('mended.jsonl', 'mended');
    const lines = () => linesOf('mended.jsonl');
    await until(async () => (await lines()).length === 1);
    expect((await lines())[0]).toMatchObject({ file: join('mended', 'a.png'), skipped: true });
    await cp(cells[0]!, join(inbox, 'a.png'));
    await until(async () => (await lines()).length === 2);
    expect((await lines())[1]).toHaveProperty('probability');
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 0 });
  }, 60_000);

  test.each([
    {
      title: 'no folder',
      words: ['--watch', 'none', '--out', 'x.csv'],
      says: 'none: there is no such folder to watch',
    },
    {
      title: 'no --out',
      words: ['--watch', join(folder, 'cells')],
      says: '--watch writes to a file: give --out',
    },
    {
      title: 'files too',
      words: ['a.png', '--watch', join(folder, 'cells'), '--out', 'x.csv'],
      says: 'give files or --watch',
    },
  ])('$title: one line says so', async ({ words, says }) => {
    const { code, stderr } = await runHere('predict', MODEL, ...words);
    expect(code).toBe(1);
    expect(stderr).toContain(says);
  });
});
