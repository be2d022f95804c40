// Puts cells of a folder-per-class data set and crops of fields (smear-crops.ts) into one folder to train a model for
// smears on, as links:
//   npm run smear:training-set -- CELLS CROPS OUT [--every 3 --repeat 10]
// Of CELLS every `--every`-th file of a class is taken; an infected crop is there `--repeat` times, since fields hold
// a hundred healthy cells for each infected one.
import { mkdir, readdir, symlink } from 'node:fs/promises';
import { join, parse, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from 'giemsa';

const CLASSES = ['Parasitized', 'Uninfected'] as const;
const INFECTED = 'Parasitized';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { every: { type: 'string', default: '1' }, repeat: { type: 'string', default: '10' } },
});
const [cells, crops, out] = positionals;
if (cells === undefined || crops === undefined || out === undefined) {
  throw new UserError('expected CELLS, CROPS and OUT');
}

for (const name of CLASSES) {
  const target = join(out, name);
  await mkdir(target, { recursive: true });
  const own = (await readdir(join(cells, name)))
    .sort()
    .filter((_, index) => index % Number(values.every) === 0);
  for (const file of own) await symlink(resolve(cells, name, file), join(target, file));
  const cut = (await readdir(join(crops, name))).sort();
  const copies = name === INFECTED ? Number(values.repeat) : 1;
  for (const file of cut) {
    const { name: stem, ext } = parse(file);
    for (let copy = 1; copy <= copies; copy++) {
      await symlink(resolve(crops, name, file), join(target, `${stem}${copy === 1 ? '' : `_${copy}`}${ext}`));
    }
  }
  console.log(
    `${name}: ${own.length} cells, ${cut.length} crops${copies > 1 ? `, each ${copies} times` : ''}`,
  );
}
