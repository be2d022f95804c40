import { join } from 'node:path';
import { UnusableData } from '../errors/kinds.js';
import type { UserError } from '../errors/user-error.js';
import { compareCodePoints, listPictures, subfolders } from '../pictures/picture-tree.js';
import { type FoundClasses, readClasses } from './class-folders.js';
import { type Subset, subsetNamed } from './subsets.js';

export interface FoundSubsets extends FoundClasses {
  /** Of which part of the split each picture is. */
  subsets: Subset[][];
}

/**
 * A data set whose classes lie in folders of a ready-made split: `train/Parasitized`, `test/Parasitized`.
 * @param names of the folders in `root`
 * @returns `undefined` where the folders are no split
 * @throws UserError when they are named like one and hold no folders of classes, or two are of the same part
 */
export async function readSubsets(root: string, names: readonly string[]): Promise<FoundSubsets | undefined> {
  const parts = names.flatMap((name) => {
    const subset = subsetNamed(name);
    return subset === undefined ? [] : [{ name, subset }];
  });
  if (!parts.some(({ subset }) => subset === 'train') || parts.length < 2) return undefined;
  const twice = parts.find(
    ({ subset }, index) => parts.findIndex((part) => part.subset === subset) !== index,
  );
  if (twice) {
    throw new UnusableData(`${root} has two folders for ${twice.subset}, such as ${twice.name}: merge them`);
  }
  const leftOut: FoundSubsets['leftOut'] = [];
  const classes = new Map<string, { file: string; subset: Subset }[]>();
  for (const { name, subset } of parts) {
    const read = await readClasses(root, await subfolders(join(root, name)), name);
    leftOut.push(...read.leftOut);
    if (read.classNames.length < 2) {
      if (subset === 'train') throw noClasses(root, name, parts);
      leftOut.push({ file: name, reason: `${join(root, name)} has no class folders` });
      continue;
    }
    for (const [index, className] of read.classNames.entries()) {
      const known = classes.get(className) ?? [];
      classes.set(className, [...known, ...read.files[index]!.map((file) => ({ file, subset }))]);
    }
  }
  for (const name of names.filter((folder) => subsetNamed(folder) === undefined)) {
    const { pictures } = await listPictures(root, name);
    if (pictures.length > 0)
      leftOut.push({ file: name, reason: `${join(root, name)} is beside the split’s folders` });
  }
  const classNames = [...classes.keys()].sort(compareCodePoints);
  const of = (className: string) => classes.get(className)!;
  return {
    classNames,
    files: classNames.map((name) => of(name).map(({ file }) => file)),
    subsets: classNames.map((name) => of(name).map(({ subset }) => subset)),
    leftOut,
  };
}

function noClasses(root: string, name: string, parts: readonly { name: string }[]): UserError {
  return new UnusableData(
    `${parts.map((part) => `${part.name}/`).join(' and ')} in ${root} are parts of a split, not classes, and ${name}/ ` +
      `has no class folders: expected for example ${name}/Parasitized and ${name}/Uninfected`,
  );
}
