import { mkdir, readdir, symlink } from 'node:fs/promises';
import { join, parse, resolve } from 'node:path';
import { InvalidOption, Mismatch, NotFound } from '../errors/kinds.js';
import { text } from '../errors/text.js';
import { fillNewFolder } from '../files/new-folder.js';

const CLASSES = ['Parasitized', 'Uninfected'] as const;
const INFECTED = 'Parasitized';

export interface TrainingSetRequest {
  /** Folder with one folder of pictures per class. */
  readonly cells: string;
  /** Another one, as {@link writeCrops} writes it. */
  readonly crops: string;
  /** Folder to write: new or empty. */
  readonly out: string;
  /** Of `cells`, every Nth file of a class is taken, by name. A whole number from 1. */
  readonly every: number;
  /**
   * How often each infected crop is repeated: fields hold a hundred healthy cells for each infected one. A
   * whole number from 1.
   */
  readonly repeat: number;
}

export interface ClassOfTrainingSet {
  readonly name: string;
  readonly cells: number;
  readonly crops: number;
  /** How often each crop is there. */
  readonly copies: number;
}

/**
 * Combines cells and crops of fields in one folder, to train a model for smears, as links to the files, which
 * must stay where they are.
 * @throws UserError when a folder cannot be read, both have a file of the same name, or `out` is not empty
 */
export async function writeTrainingSet(request: TrainingSetRequest): Promise<ClassOfTrainingSet[]> {
  const { cells, crops, out, every, repeat } = request;
  checkCount('every', every);
  checkCount('repeat', repeat);
  const files: { name: string; own: string[]; cut: string[] }[] = [];
  // One after the other, so that the first of two mistakes is reported.
  for (const name of CLASSES) {
    const own = (await filesOf(join(cells, name))).filter((_, index) => index % every === 0);
    const cut = await filesOf(join(crops, name));
    const both = cut.find((file) => own.includes(file));
    if (both !== undefined) {
      throw new Mismatch(`${join(name, both)} is in ${cells} and in ${crops}: rename one of them`);
    }
    files.push({ name, own, cut });
  }
  return fillNewFolder(text`smear training-set`, out, async (temporary) => {
    for (const { name, own, cut } of files) {
      const target = join(temporary, name);
      await mkdir(target);
      for (const file of own) await symlink(resolve(cells, name, file), join(target, file));
      for (const file of cut)
        for (const copy of namesOfCopies(file, name === INFECTED ? repeat : 1))
          await symlink(resolve(crops, name, file), join(target, copy));
    }
    return files.map(({ name, own, cut }) => ({
      ...{ name, cells: own.length, crops: cut.length, copies: name === INFECTED ? repeat : 1 },
    }));
  });
}

/** `a.png`, `a_2.png`, `a_3.png`. */
function namesOfCopies(file: string, copies: number): string[] {
  const { name, ext } = parse(file);
  return Array.from({ length: copies }, (_, index) => (index === 0 ? file : `${name}_${index + 1}${ext}`));
}

function checkCount(name: string, value: number): void {
  if (!(Number.isSafeInteger(value) && value >= 1))
    throw InvalidOption.mustBe(name, value, 'a whole number from 1');
}

async function filesOf(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(({ code }: NodeJS.ErrnoException) => {
    throw new NotFound(
      folder,
      `${folder}: cannot be read (${code}); cells and crops must each have the folders ${CLASSES.join(' and ')}`,
    );
  });
  return names.filter((name) => !name.startsWith('.')).sort();
}
