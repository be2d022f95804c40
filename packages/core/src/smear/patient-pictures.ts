import { mkdir, readFile, rm } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { seenIn } from '../answer/cell-style.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import { exists } from '../files/exists.js';
import type { SmearCell } from './analyse-field.js';
import type { OnField } from './analyse-smears.js';
import { annotateField } from './annotate.js';
import { cutOut, surroundings } from './crop.js';
import { Gallery } from './gallery.js';
import { sureStage } from './stages.js';

/** Galleries of a patient: the file's name, what stands over the picture, and over it on the page. */
const GALLERIES = {
  'infected-cells': ['Cells called infected', 'Cells called infected, most probable first'],
  'unsure-cells': ['Cells to look at', 'Unsure cells: a person should look at them'],
  'seen-cells': ['Seen, not counted', 'Seen in clumps or cut by the border: to be looked at, not counted'],
} as const;
type GalleryName = keyof typeof GALLERIES;
const NAMES = Object.keys(GALLERIES) as GalleryName[];

/** Cells of one kind, with what stands over them on the page. */
export interface CellPictures {
  readonly title: string;
  /** The most probable ones, as a PNG file. */
  readonly first: Uint8Array;
  /** Names of the files of the others, beside the page: all in it would make it too large to open. */
  readonly others: readonly string[];
}

/** The stage that is said, and whether a person looked: who it was is in the tables. */
const saidOf = (cell: SmearCell): string[] =>
  [sureStage(cell), cell.reviewer === undefined ? undefined : 'reviewed'].filter(
    (word) => word !== undefined,
  );

/** Draws each field when it is done, and the galleries of a patient with the last one: only one patient's cells are kept. */
export class PatientPictures {
  private current: string | undefined;
  private galleries = new Map<GalleryName, Gallery>();
  private readonly files = new Map<string, Map<string, string>>();

  constructor(
    private readonly out: string,
    private readonly annotate: boolean,
    private readonly umPerPixel: number | undefined,
  ) {}

  folderOf = (patient: string) => join(this.out, patient);
  annotatedOf = (patient: string): ReadonlyMap<string, string> => this.files.get(patient) ?? new Map();

  add: OnField = async (patient, field, picture) => {
    if (patient !== this.current) await this.finish();
    this.current = patient;
    if (!picture) return;
    const name = basename(field.file, extname(field.file));
    for (const cell of field.cells) {
      const number = `${name} ${cell.id}`;
      for (const { box, probability } of seenIn(cell)) {
        this.gallery('seen-cells').add(number, surroundings(picture, box), probability);
      }
      const { call, unsure, probability } = cell;
      const crop = call === 'infected' || unsure ? cutOut(picture, cell) : undefined;
      if (!crop || probability === null) continue;
      if (call === 'infected') this.gallery('infected-cells').add(number, crop, probability, saidOf(cell));
      if (unsure) this.gallery('unsure-cells').add(number, crop, probability, saidOf(cell));
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

  /** Draws the galleries of the patient whose fields were added last, and removes those of an earlier run. */
  async finish(): Promise<void> {
    const patient = this.current;
    if (patient === undefined) return;
    for (const name of NAMES) {
      let page = 0;
      for await (const png of this.galleries.get(name)?.draw(`${GALLERIES[name][0]}, ${patient}`) ?? []) {
        await writeFileAtomic(this.pageOf(patient, name, ++page), png);
      }
      while (await exists(this.pageOf(patient, name, ++page))) await rm(this.pageOf(patient, name, page));
    }
    this.galleries = new Map();
    this.current = undefined;
  }

  /** The galleries that were drawn of a patient. */
  async galleriesOf(patient: string): Promise<CellPictures[]> {
    const all: CellPictures[] = [];
    for (const name of NAMES) {
      const files: string[] = [];
      while (await exists(this.pageOf(patient, name, files.length + 1)))
        files.push(this.pageOf(patient, name, files.length + 1));
      const [first, ...others] = files;
      if (first === undefined) continue;
      all.push({
        title: GALLERIES[name][1],
        first: await readFile(first),
        others: others.map((file) => basename(file)),
      });
    }
    return all;
  }

  private gallery(name: GalleryName): Gallery {
    const gallery = this.galleries.get(name) ?? new Gallery();
    this.galleries.set(name, gallery);
    return gallery;
  }

  private pageOf(patient: string, name: GalleryName, page: number): string {
    return join(this.folderOf(patient), `${name}${page === 1 ? '' : `-${page}`}.png`);
  }
}
