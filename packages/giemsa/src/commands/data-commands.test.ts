import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import sharp from 'sharp';
import { beforeAll, expect, test, vi } from 'vitest';
import * as download from './data-download.js';
import * as inspect from './data-inspect.js';
import * as synth from './data-synth.js';

/** Runs `data ...` and gives what it wrote to standard output. */
async function run(...words: string[]): Promise<string> {
  const data = new Command('data').exitOverride();
  for (const command of [synth, inspect, download]) command.register(data);
  let output = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    output += text;
    return true;
  });
  try {
    await data.parseAsync(words, { from: 'user' });
  } finally {
    write.mockRestore();
  }
  return output;
}

let base: string;
let directory: string;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'giemsa-data-'));
  directory = join(base, 'cells');
  const options = ['--cells', '20', '--patients', '4', '--fields', '0', '--json'];
  const answer = JSON.parse(await run('synth', directory, ...options));
  expect(answer).toEqual({ directory, cells: 20, patients: 4, fields: 0, seed: 0 });
});

test('data inspect --json counts classes, patients, sizes and unreadable files, and draws samples', async () => {
  await writeFile(join(directory, 'Uninfected', 'C9P9_IMG_broken.png'), 'no picture');
  const out = join(base, 'samples.png');
  const summary = JSON.parse(await run('inspect', directory, '--out', out, '--json'));
  expect(summary).toMatchObject({
    directory,
    cells: 21,
    classes: [
      { name: 'Parasitized', positive: true, cells: 10, patients: 3 },
      { name: 'Uninfected', positive: false, cells: 11, patients: 5 },
    ],
    patients: 5,
    cells_without_patient: 0,
    formats: { '.png': 21 },
    samples: out,
  });
  expect(summary.width.minimum).toBeGreaterThan(60);
  expect(summary.skipped).toHaveLength(1);
  expect(summary.skipped[0].reason).toContain('C9P9_IMG_broken.png: not a PNG');
  const { format, width } = await sharp(out).metadata();
  expect([format, width! > 1000]).toEqual(['png', true]);
});

test('data inspect prints lines', async () => {
  const text = await run('inspect', directory, '--out', join(base, 'again.png'));
  expect(text).toContain('class 0    Parasitized  10 cells of 3 patients (positive)\n');
  expect(text).toMatch(/width {6}\d+ to \d+, median [\d.]+ pixels/);
});

test.each([
  [['inspect', '/nowhere'], '/nowhere: there is no such folder'],
  [['inspect', 'DIR', '--seed', 'x'], '--seed must be a number. Received "x"'],
  [['inspect', 'DIR', '--out', 'DIR/Uninfected'], 'cannot write'],
  [['synth', 'DIR'], 'is not empty; name a new folder'],
  [['synth', '/nowhere/x', '--cells', 'many'], '--cells must be a number. Received "many"'],
  [['download', 'DIR', '--address', '?'], 'address ?: expected an address such as https://'],
])('data %j fails with one clear line', async (words, reason) => {
  const real = words.map((word) => word.replace('DIR', directory));
  await expect(run(...real)).rejects.toThrow(reason);
  expect((await readdir(base)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});
