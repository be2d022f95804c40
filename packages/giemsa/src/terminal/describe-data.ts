import { counted } from '@giemsa/core/internal/counted';
import { type Message, option, text } from '@giemsa/core/internal/errors/text';
import type {
  CellsChosenEvent,
  DataReadEvent,
  SharedCells,
  SideOfSplit,
  SplitEvent,
} from '@giemsa/core/internal/events/data-events';
import type { SkippedFile } from '@giemsa/core/internal/files/skipped-file';

const SKIPPED_SHOWN = 3;

const count = (value: number) => value.toLocaleString('en-US');

/** What was found in the data folder. */
export function describeData(data: DataReadEvent): string[] {
  const classes = Object.entries(data.cellsPerClass).map(([name, number]) => `${name} ${count(number)}`);
  const from = data.patients === 0 ? 'patients unknown' : `of ${counted(data.patients, 'patient')}`;
  const lines = [`Data:  ${counted(data.cells, 'cell')} (${classes.join(', ')}) ${from}, in ${data.folder}`];
  if (data.subsets) lines.push(`       ${describeSubsets(data.subsets)}`);
  return [...lines, ...listed('skipped', data.skipped), ...listed('left out', data.leftOut)];
}

function describeSubsets(subsets: NonNullable<DataReadEvent['subsets']>): string {
  const sizes = Object.entries(subsets).flatMap(([name, size]) =>
    size > 0 ? [`${name} ${count(size)}`] : [],
  );
  return `in folders of a ready-made split: ${sizes.join(', ')}`;
}

function listed(what: string, files: readonly SkippedFile[]): string[] {
  if (files.length === 0) return [];
  const more = files.length - SKIPPED_SHOWN;
  return [
    `       ${counted(files.length, 'file')} ${what}:`,
    ...files.slice(0, SKIPPED_SHOWN).map(({ reason }) => `       - ${reason}`),
    ...(more > 0 ? [`       - and ${more} more`] : []),
  ];
}

/** The sizes of both sides, and how honest the split is. */
export function describeSplit({ by, train, validation, shared }: SplitEvent): string[] {
  const side = ({ cells, patients }: SideOfSplit, title: string) =>
    `${count(cells)} ${title} cells${patients === 0 ? '' : ` of ${counted(patients, 'patient')}`}`;
  const how = by === 'folders' ? 'by the folders of the data set' : `by ${by}`;
  return [
    `Split: ${how}: ${side(train, 'training')}, ${side(validation, 'validation')}`,
    `       ${describeShared(shared, validation.cells)}`,
  ];
}

function describeShared(shared: SharedCells | null, validation: number): string {
  if (shared === null) {
    return 'patients are not known: cells of one patient may be on both sides, which flatters the result';
  }
  return (
    `${count(shared.count)} of ${count(validation)} validation cells (${(100 * shared.share).toFixed(1)} %) ` +
    'come from patients that are also in training'
  );
}

/** On which of the cells a model is evaluated or calibrated. */
export function describeChosen({ purpose, by, subset, cells, shared = null }: CellsChosenEvent): Message {
  if (by === 'split-file') return `Split: ${describeShared(shared, cells)}`;
  if (purpose === 'calibration')
    return `Split: calibrated on the ${subset} cells of the data set’s own folders`;
  return text`Split: the ${subset} cells of the data set’s own folders; choose others with ${option('subset')}`;
}
