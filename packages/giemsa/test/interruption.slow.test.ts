import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { writeSyntheticDataset } from '@giemsa/core/internal/dataset/synthetic/write';
import { beforeAll, describe, expect, test } from 'vitest';
import { commandLine, temporaryFolder } from './support/command-line.js';
import { epochsDone } from './support/killed-training.js';

const folder = await temporaryFolder();
const { start, run } = commandLine(folder);
const QUICK = '--recipe synthetic --image-size 32 --split image --batch-size 15'.split(' ');

beforeAll(() =>
  writeSyntheticDataset(join(folder, 'cells'), { cells: 120, patients: 6, seed: 2, fields: 0 }),
);

/** Names of files under way, locks of this command and the like: all that begins with a dot or ends in .tmp. */
const unfinished = () =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(^|\/)\.|\.tmp|\.lock$/.test(name),
  );

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 2000 && !(await condition()); tries++) await setTimeout(10);
}

describe('Ctrl-C', () => {
  test('on a training says how to continue, leaves no half-written files, and that command continues', async () => {
    const { child, ended } = start(['train', 'cells', ...QUICK, '--epochs', '200', '--out', 'a run']);
    await epochsDone(join(folder, 'a run'), 1);
    child.kill('SIGINT');
    const { code, stderr } = await ended;
    expect(child.signalCode).toBe('SIGINT');
    expect(code).toBe(null);
    const words = [...QUICK, '--epochs', '200'].join(' ');
    expect(stderr.trim().split('\n').at(-1)).toBe(
      `stopped: finished epochs are kept; continue with: giemsa train cells ${words} --out 'a run' --resume`,
    );
    expect(unfinished()).toEqual([]);
    const again = start(['train', 'cells', ...QUICK, '--epochs', '200', '--out', 'a run', '--resume']);
    let said = '';
    again.child.stdout!.on('data', (text) => {
      said += text;
    });
    await until(() => said.includes('Continuing a run'));
    again.child.kill('SIGTERM');
    expect((await again.ended).stderr).toContain('stopped: finished epochs are kept');
    expect(again.child.signalCode).toBe('SIGTERM');
  });

  test('on a cross-validation without --out names the folder that it chose', async () => {
    const { child, ended } = start([
      'cv',
      'cells',
      '--folds',
      '2',
      '--recipe',
      'synthetic',
      '--image-size',
      '32',
    ]);
    let said = '';
    child.stdout!.on('data', (text) => {
      said += text;
    });
    await until(() => said.includes('Fold 1 of 2'));
    child.kill('SIGINT');
    expect((await ended).stderr).toMatch(
      /stopped: finished folds and epochs are kept; continue with: giemsa cv cells .* --out runs\/cv-cells-\d+-\d+ --resume\n$/,
    );
    expect(unfinished()).toEqual([]);
  });

  test('on a drawing leaves nothing behind', async () => {
    const before = readdirSync(folder);
    const { child, ended } = start(['data', 'synth', 'drawn', '--cells', '4000']);
    await until(() => unfinished().some((name) => name.includes('Parasitized')));
    child.kill('SIGINT');
    expect((await ended).stderr).toContain(
      'stopped: nothing was finished; start again with: giemsa data synth drawn --cells 4000\n',
    );
    expect(readdirSync(folder)).toEqual(before);
  });

  test('on predictions that go to a file names the same command, which continues', async () => {
    const words = ['predict', 'cells', '--out', 'answers.csv', '--threads', '1'];
    const { child, ended } = start(words);
    await until(() => readdirSync(folder).includes('answers.csv'));
    child.kill('SIGINT');
    const { stderr } = await ended;
    if (child.signalCode === 'SIGINT')
      expect(stderr).toContain(
        'stopped: what is in answers.csv is kept; continue with: giemsa predict cells --out answers.csv',
      );
    const { stdout } = await run(...words);
    expect(stdout).toMatch(/answers\.csv: \d+ images predicted/);
    expect(unfinished()).toEqual([]);
  });
});
