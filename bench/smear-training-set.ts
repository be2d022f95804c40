// Puts cells of a folder-per-class data set and crops of fields (smear-crops.ts) into one folder to train a model for
// smears on, as links:
//   npm run smear:training-set -- CELLS CROPS OUT [--every 3 --repeat 10]
// Of CELLS every `--every`-th file of a class is taken; an infected crop is there `--repeat` times, since fields hold
// a hundred healthy cells for each infected one. OUT is a new folder.
import { mkdir, readdir, symlink } from 'node:fs/promises';
import { join, parse, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { tellMistakes, WrongUse } from './tell-mistakes.js';

const CLASSES = ['Parasitized', 'Uninfected'] as const;
const INFECTED = 'Parasitized';

await tellMistakes(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { every: { type: 'string', default: '1' }, repeat: { type: 'string', default: '10' } },
  });
  const [cells, crops, out] = positionals;
  if (cells === undefined || crops === undefined || out === undefined || positionals.length > 3) {
    throw new WrongUse(
      `expected three folders, CELLS, CROPS and OUT; got ${positionals.join(' ') || 'none'}`,
    );
  }
  const every = countOf('--every', values.every);
  const repeat = countOf('--repeat', values.repeat);
  // All is read before anything is written: a mistake leaves no half of a set behind.
  const files = [];
  for (const name of CLASSES) {
    const own = (await filesOf(join(cells, name))).filter((_, index) => index % every === 0);
    const cut = await filesOf(join(crops, name));
    const both = cut.find((file) => own.includes(file));
    if (both !== undefined)
      throw new WrongUse(`${name}/${both} is in CELLS and in CROPS; expected other names`);
    files.push({ name, own, cut });
  }
  const left = await readdir(out).catch(() => []);
  if (left.length > 0) throw new WrongUse(`${out}: there are files in it; expected a new folder`);
  for (const { name, own, cut } of files) {
    const target = join(out, name);
    await mkdir(target, { recursive: true });
    for (const file of own) await symlink(resolve(cells, name, file), join(target, file));
    const copies = name === INFECTED ? repeat : 1;
    for (const file of cut) {
      const { name: stem, ext } = parse(file);
      for (let copy = 1; copy <= copies; copy++) {
        await symlink(
          resolve(crops, name, file),
          join(target, `${stem}${copy === 1 ? '' : `_${copy}`}${ext}`),
        );
      }
    }
    console.log(
      `${name}: ${own.length} cells, ${cut.length} crops${copies > 1 ? `, each ${copies} times` : ''}`,
    );
  }
});

function countOf(option: string, value: string): number {
  const count = Number(value);
  if (Number.isSafeInteger(count) && count >= 1) return count;
  throw new WrongUse(`${option} ${value}: expected a whole number from 1`);
}

async function filesOf(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    throw new WrongUse(
      `${folder}: cannot be read (${(error as NodeJS.ErrnoException).code}); expected a folder of ${CLASSES.join(' and ')} in CELLS and in CROPS`,
    );
  }
}
