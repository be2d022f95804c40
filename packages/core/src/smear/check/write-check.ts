import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '../../files/atomic-file.js';
import { markFolder } from '../../files/ours.js';
import { inSnakeCase } from '../../files/snake-case.js';
import type { CheckGalleries } from './check-galleries.js';
import { checkPage } from './check-page.js';
import type { SmearCheck } from './check-run.js';

/** Writes `report.html`, `check.json` and the galleries' pictures. */
export async function writeCheck(out: string, result: SmearCheck, galleries: CheckGalleries): Promise<void> {
  await mkdir(out, { recursive: true });
  await markFolder(out);
  const pictures = await galleries.draw();
  for (const { name, png } of pictures) await writeFileAtomic(join(out, `${name}.png`), png);
  await writeFileAtomic(join(out, 'check.json'), `${JSON.stringify(inSnakeCase(result), null, 2)}\n`);
  await writeFileAtomic(join(out, 'report.html'), checkPage(result, pictures));
}
