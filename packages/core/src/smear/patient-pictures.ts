import { mkdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { seenIn } from '../answer/cell-style.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import type { OnField } from './analyse-smears.js';
import { annotateField } from './annotate.js';
import { cutOut, surroundings } from './crop.js';
import { Gallery } from './gallery.js';

/** Draws each field when it is done, and keeps only the cells for the galleries. */
export class PatientPictures {
  private readonly infected = new Map<string, Gallery>();
  private readonly unsure = new Map<string, Gallery>();
  private readonly seen = new Map<string, Gallery>();
  private readonly files = new Map<string, Map<string, string>>();

  constructor(
    private readonly out: string,
    private readonly annotate: boolean,
    private readonly umPerPixel: number | undefined,
  ) {}

  folderOf = (patient: string) => join(this.out, patient);
  annotatedOf = (patient: string): ReadonlyMap<string, string> => this.files.get(patient) ?? new Map();

  add: OnField = async (patient, field, picture) => {
    if (!picture) return;
    const name = basename(field.file, extname(field.file));
    for (const cell of field.cells) {
      const number = `${name} ${cell.id}`;
      for (const { box, probability } of seenIn(cell)) {
        galleryOf(this.seen, patient).add(number, surroundings(picture, box), probability);
      }
      const { call, unsure, probability, reviewer } = cell;
      const crop = call === 'infected' || unsure ? cutOut(picture, cell) : undefined;
      if (!crop || probability === null) continue;
      if (call === 'infected') galleryOf(this.infected, patient).add(number, crop, probability, !!reviewer);
      if (unsure) galleryOf(this.unsure, patient).add(number, crop, probability, !!reviewer);
    }
    if (!this.annotate || field.cells.length === 0) return;
    const files = this.files.get(patient) ?? new Map<string, string>();
    this.files.set(patient, files);
    let file = `${name}.annotated.png`;
    for (let copy = 2; [...files.values()].includes(file); copy++) file = `${name}.${copy}.annotated.png`;
    files.set(field.file, file);
    await mkdir(this.folderOf(patient), { recursive: true });
    await writeFileAtomic(
      join(this.folderOf(patient), file),
      await annotateField(picture, field, this.umPerPixel),
    );
  };

  async drawGalleries(patient: string) {
    return {
      infectedCells: await this.infected.get(patient)?.draw(`Cells called infected, ${patient}`),
      unsureCells: await this.unsure.get(patient)?.draw(`Cells to look at, ${patient}`),
      seenCells: await this.seen
        .get(patient)
        ?.draw(`Seen in clumps or at the border, not counted, ${patient}`),
    };
  }
}

function galleryOf(galleries: Map<string, Gallery>, patient: string): Gallery {
  const gallery = galleries.get(patient) ?? new Gallery();
  galleries.set(patient, gallery);
  return gallery;
}
