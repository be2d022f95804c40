import { basename, join } from 'node:path';
import { positiveClass } from '../answer/positive-class.js';
import { UnusableData } from '../errors/kinds.js';
import type { SkippedFile } from '../files/skipped-file.js';
import { isImageName, PICTURES_READ } from '../pictures/picture-kind.js';
import { list, subfolders } from '../pictures/picture-tree.js';
import { readClasses } from './class-folders.js';
import { readSubsets } from './subset-folders.js';
import { type Subset, subsetNamed } from './subsets.js';

/** The picture files of a folder-per-class data set. */
export interface ClassFolder {
  /** The folder that holds the class folders: the one given, or the single folder within it. */
  root: string;
  /** Names of the class folders in code-point order: a class's index is its position here, as in Keras. */
  classNames: string[];
  /** Paths of each class's pictures, relative to `root`, with `/`, in code-point order. */
  files: string[][];
  /** If the classes are in folders `train/`, `test/`, `valid/`: which one each picture is in. */
  subsets?: Subset[][];
  /** What is in the folder and is not used, by its path relative to `root`, with the reason. */
  leftOut: SkippedFile[];
}

/**
 * Lists a data set with one folder per class, as Keras' `flow_from_directory` does: classes and names in code-point
 * order, folders within a class read too. A symbolic link that leads back to a folder already open is not followed.
 * `cell_images/Parasitized` of the NIH archive is found from the folder that holds `cell_images`. Folders `train/`,
 * `test/` and `valid/` of classes are a ready-made split, and a copy of the classes within the folder is left out.
 * @throws UserError when `directory` is missing, unreadable or empty, has fewer than two classes, a class has fewer than
 * two pictures, or it holds folders that cannot be told from classes.
 */
export async function readClassFolder(directory: string): Promise<ClassFolder> {
  const root = await findRoot(directory);
  const names = await subfolders(root);
  const folder = (await readSubsets(root, names)) ?? (await readClasses(root, names));
  const loose = (await list(root)).filter((entry) => entry.isFile() && isImageName(entry.name));
  const leftOut = [
    ...loose.map(({ name }) => ({ file: name, reason: `${join(root, name)} is not in a class folder` })),
    ...folder.leftOut,
  ];
  checkClasses(root, folder.classNames, folder.files);
  return { root, ...folder, leftOut };
}

/** Follows single subfolders down until there are several. */
async function findRoot(directory: string): Promise<string> {
  let path = directory;
  for (let depth = 0; depth < 5; depth++) {
    const names = await subfolders(path);
    if (names.length > 1) return path;
    if (names.length === 0) break;
    const inner = await subfolders(join(path, names[0]!));
    if (inner.length > 1 && isClass(names[0]!, inner)) break;
    path = join(path, names[0]!);
  }
  return directory;
}

/** Whether a folder has the name of a class while the folders in it, such as one for each patient, do not. */
function isClass(name: string, inner: readonly string[]): boolean {
  if (positiveClass([name, '']) === 'unknown') return false;
  return positiveClass(inner) === 'unknown' && !inner.some((folder) => subsetNamed(folder) !== undefined);
}

function checkClasses(root: string, classNames: string[], files: string[][]): void {
  const expected = 'expected one folder of pictures per class, such as Parasitized/ and Uninfected/';
  if (classNames.length === 0) {
    throw new UnusableData(
      `no pictures (${PICTURES_READ}) in the folders of ${root}: ${expected}. ` +
        `"giemsa data synth ${basename(root)}" draws a data set, "giemsa data download" fetches the NIH one`,
    );
  }
  if (classNames.length === 1) {
    throw new UnusableData(`${root} has pictures of one class only, ${classNames[0]}: ${expected}`);
  }
  for (const [index, pictures] of files.entries()) {
    if (pictures.length > 1) continue;
    throw new UnusableData(
      `${join(root, classNames[index]!)} has 1 picture; a class needs at least 2, one to train and one to validate`,
    );
  }
}
