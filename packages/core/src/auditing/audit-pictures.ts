import { join } from 'node:path';
import type { Audit } from '../audit/findings.js';
import { classFolderOf } from '../dataset/subsets.js';
import { type GridCell, imageGrid } from '../drawing/image-grid.js';
import { stemOf } from '../evaluating/mistake-pictures.js';
import { decodePixels } from '../pictures/decode.js';

/** Pictures of a kind that the report shows; all are in `audit.csv`. */
const SHOWN = 36;
const COLUMNS = 6;
const COLOURS = { bad: '#c0392b', plain: '#5d6d7e' };

export interface AuditPicture {
  readonly name: 'duplicates' | 'odd-pictures' | 'doubtful-labels';
  readonly caption: string;
  readonly png: Buffer;
}

/** Grids of what was found; a kind without findings has none. */
export async function auditPictures({ folder, duplicates, odd, labels }: Audit): Promise<AuditPicture[]> {
  const pictures: AuditPicture[] = [];
  const draw = async (
    name: AuditPicture['name'],
    title: string,
    caption: string,
    cells: { file: string; caption: string; outline: string }[],
  ) => {
    if (cells.length === 0) return;
    const tiles = cells.slice(0, SHOWN).map(async ({ file, ...rest }): Promise<GridCell> => {
      const { data: image, width, height } = await decodePixels(join(folder, file));
      return { image, width, height, ...rest };
    });
    pictures.push({
      name,
      caption,
      png: await imageGrid(await Promise.all(tiles), { columns: COLUMNS, title }),
    });
  };
  const worst = [...duplicates].sort(
    (a, b) =>
      Number(b.acrossClasses) - Number(a.acrossClasses) ||
      Number(b.acrossSplit) - Number(a.acrossSplit) ||
      Number(b.acrossPatients) - Number(a.acrossPatients) ||
      a.difference - b.difference,
  );
  await draw(
    'duplicates',
    'Duplicates, pair by pair',
    'Each two pictures in a row are a pair. Red: labelled differently, or on both sides of the split.',
    worst.flatMap(({ first, second, exact, difference, acrossClasses, acrossSplit }) =>
      [first, second].map((file) => ({
        file,
        caption: `${classFolderOf(file)}\n${stemOf(file)}\n${exact ? 'exact' : `differs by ${difference.toFixed(3)}`}`,
        outline: acrossClasses || acrossSplit ? COLOURS.bad : COLOURS.plain,
      })),
    ),
  );
  await draw(
    'odd-pictures',
    'Odd pictures',
    'Outside the limits that an input gate learns from this data set.',
    odd.map(({ file, reason }) => ({
      file,
      caption: `${classFolderOf(file)}\n${stemOf(file)}\n${wrapped(reason)}`,
      outline: COLOURS.plain,
    })),
  );
  await draw(
    'doubtful-labels',
    'Doubtful labels, the most doubtful first',
    'Cells for which a model that has not seen the patient confidently gives another class: wrong labels, or cells that are hard for the model.',
    (labels?.doubtful ?? []).map(({ file, class: name, suggested, selfConfidence }) => ({
      file,
      caption: `labelled ${name}\nlooks ${suggested} ${(100 * (1 - selfConfidence)).toFixed(1)}%\n${stemOf(file)}`,
      outline: COLOURS.plain,
    })),
  );
  return pictures;
}

/** A sentence in lines that fit under a picture. */
function wrapped(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    if (lines.at(-1)!.length + word.length > 22) lines.push('');
    lines.push(`${lines.pop()} ${word}`.trim());
  }
  return lines.join('\n');
}
