import { InvalidOption } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import type { CellList } from './dataset.js';
import { checkSides, type Split } from './split.js';

/** Part of a split that a data set comes with. */
export type Subset = 'train' | 'validation' | 'test';

const NAMES: Readonly<Record<Subset, readonly string[]>> = {
  train: ['train', 'training', 'train_set', 'training_set'],
  validation: ['val', 'valid', 'validate', 'validation', 'dev', 'val_set', 'validation_set'],
  test: ['test', 'testing', 'test_set', 'testing_set', 'holdout'],
};

/** Which part of a split a folder is named as; `undefined` for other names. */
export function subsetNamed(name: string): Subset | undefined {
  const plain = name.toLowerCase().replaceAll(/[\s-]+/g, '_');
  return (Object.keys(NAMES) as Subset[]).find((subset) => NAMES[subset].includes(plain));
}

/**
 * The split that a data set comes with: `train/` trains, and `valid/` validates, or `test/` where there is no `valid/`.
 * @throws UserError when the data set has none, or a side lacks a class
 */
export function folderSplit(cells: Pick<CellList, 'labels' | 'classNames' | 'subsets'>): Split {
  const { subsets, labels, classNames } = cells;
  if (!subsets) {
    throw new InvalidOption(
      'split',
      'folders',
      text`${option('split')} folders: the data has no folders train/ and valid/ or test/ with class folders`,
    );
  }
  const of = (wanted: Subset) => [...subsets.keys()].filter((cell) => subsets[cell] === wanted);
  const validation = of('validation');
  const split = { train: of('train'), validation: validation.length > 0 ? validation : of('test') };
  checkSides(split, labels, classNames, 'the folders of the data set');
  return split;
}

/** The cells that a split that comes with a data set keeps for evaluation: `test/`, else `valid/`. */
export function evaluationSubset(subsets: readonly Subset[]): Subset {
  return subsets.includes('test') ? 'test' : 'validation';
}

/** Training on one side, all that is kept from it on the other. */
export function wholeSplit(subsets: readonly Subset[]): Split {
  const positions = [...subsets.keys()];
  return {
    train: positions.filter((position) => subsets[position] === 'train'),
    validation: positions.filter((position) => subsets[position] !== 'train'),
  };
}

/** The class folder that a file of a data set lies in, behind the folder of a split where there is one. */
export function classFolderOf(file: string): string {
  const [first, second] = file.split('/');
  return second !== undefined && subsetNamed(first!) !== undefined ? second : first!;
}
