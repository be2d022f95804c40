// Cuts the cells of labelled fields out as `giemsa smear` hands them to its model, to a folder for each class:
//   npm run smear:crops -- FIELDS OUT [--half first|second]
// FIELDS is as in smear.ts. Written are the cells that the finder counts and that a label meets (IoU >= 0.5), as
// OUT/Parasitized/FIELD_IMG_NUMBER_TYPE.png: the part before `_IMG` is giemsa's patient, so splits keep fields apart.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { decodePixels } from '@giemsa/core';
import { cutOut } from '@giemsa/core/internal/smear/crop';
import { createWatershedFinder } from '@giemsa/core/smear';
import sharp from 'sharp';
import { readFields } from './smear-fields.js';
import { matchBoxes } from './smear-match.js';
import { tellMistakes, WrongUse } from './tell-mistakes.js';

const CLASS_OF: Readonly<Record<string, 'Parasitized' | 'Uninfected'>> = {
  'red blood cell': 'Uninfected',
  gametocyte: 'Parasitized',
  ring: 'Parasitized',
  trophozoite: 'Parasitized',
  schizont: 'Parasitized',
};
/** Cells that the labelling experts did not agree on. */
const LEFT_OUT = 'difficult';

await tellMistakes(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { half: { type: 'string' } },
  });
  const [folder, out] = positionals;
  if (folder === undefined || out === undefined) throw new WrongUse('expected FIELDS and OUT');
  const fields = await readFields(folder, values.half);
  for (const name of new Set(Object.values(CLASS_OF))) await mkdir(join(out, name), { recursive: true });
  const finder = await createWatershedFinder();
  const written: Record<string, number> = {};
  const notFound: Record<string, number> = {};
  for (const { file, name, objects } of fields) {
    const picture = await decodePixels(file);
    const cells = finder
      .find(picture)
      .objects.filter(({ kind, cut, covered }) => kind === 'red cell' && !cut && !covered);
    const matches = matchBoxes(
      objects.map(({ box }) => box),
      cells.map(({ box }) => box),
    );
    for (const [index, { type }] of objects.entries()) {
      if (type === LEFT_OUT) continue;
      const label = CLASS_OF[type];
      if (label === undefined) throw new WrongUse(`${file}: label "${type}" is of no known class`);
      const match = matches.get(index);
      const crop = match === undefined ? undefined : cutOut(picture, cells[match]!);
      if (!crop) {
        notFound[type] = (notFound[type] ?? 0) + 1;
        continue;
      }
      const { data, width, height } = crop;
      const number = String(index + 1).padStart(3, '0');
      await sharp(data, { raw: { width, height, channels: 3 } })
        .png()
        .toFile(join(out, label, `${name}_IMG_${number}_${type.replaceAll(' ', '-')}.png`));
      written[type] = (written[type] ?? 0) + 1;
    }
  }
  console.log('written', written);
  console.log('labelled, but not found as whole cells that count', notFound);
});
