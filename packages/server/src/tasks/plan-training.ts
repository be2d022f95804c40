import { UserError } from '@giemsa/core';
import { positiveClass } from '@giemsa/core/internal/answer/positive-class';
import { counted } from '@giemsa/core/internal/counted';
import { listCells } from '@giemsa/core/internal/dataset/dataset';
import { FEWEST_PATIENTS } from '@giemsa/core/internal/metrics/patient-bootstrap';
import type { TrainingChoices } from '@giemsa/core/internal/recipes/choices';
import type { TrainingSettingsRecord } from '@giemsa/core/internal/recipes/settings';
import type { ApiTrainingPlan } from '../api-training-types.js';
import type { AnsweredCell, NotLearned } from './answered-cells.js';
import { classesOfNames, type NamedCells } from './set-classes.js';

/** What a training would learn from, before anything is read. */
export interface Material extends NamedCells {
  /** What stands against it, and what its figures will not tell. */
  readonly missing: readonly string[];
  readonly notes: readonly string[];
}

/** The cells of a folder. */
export async function materialOfFolder(folder: string): Promise<Material> {
  try {
    const { classNames, labels, patients, subsets } = await listCells(folder);
    const classes = classNames.map((name, index) => ({
      ...{ name, cells: labels.filter((label) => label === index).length },
    }));
    const train = subsets?.filter((subset) => subset === 'train').length ?? 0;
    const sides = subsets && { train, held_out: subsets.length - train };
    return { classes, patients, sides, missing: [], notes: [] };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { classes: [], patients: [], missing: [error.message], notes: [] };
  }
}

/** The pictures of an uploaded set. */
export function materialOfSet(
  names: readonly string[],
  { announced, arrived }: { announced: number | null; arrived: number | null },
): Material {
  const missing =
    announced === arrived
      ? []
      : [
          `${arrived} of ${announced} files have arrived: wait for the upload, continue it, or end it without the others`,
        ];
  return { ...classesOfNames(names), missing, notes: [] };
}

/** What persons said of the cells of some batches. */
export function materialOfBatches(
  read: readonly { readonly cells: readonly AnsweredCell[]; readonly not_learned: NotLearned }[],
): Material {
  const cells = read.flatMap((batch) => batch.cells);
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(cell.class, (counts.get(cell.class) ?? 0) + 1);
  const sum = (name: keyof NotLearned) => read.reduce((total, batch) => total + batch.not_learned[name], 0);
  const notes = [
    [sum('unanswered'), 'without a person’s answer'],
    [sum('no_cell'), 'called no cell by a person'],
    [sum('open'), 'read blind and not decided'],
  ].flatMap(([count, why]) => (count === 0 ? [] : [`left out: ${counted(Number(count), 'picture')} ${why}`]));
  return {
    classes: [...counts]
      .map(([name, count]) => ({ name, cells: count }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    patients: cells.map(({ patient }) => patient),
    ...{ missing: [], notes },
  };
}

/** What a training would be, without its time. */
export function planOf(
  { classes, patients, sides, ...told }: Material,
  settings: TrainingSettingsRecord,
  choices: TrainingChoices,
): Omit<ApiTrainingPlan, 'estimate'> {
  const cells = patients.length;
  const known = patients.filter((patient) => patient !== null);
  const count = new Set(known).size;
  const split = splitOf(settings, choices, { hasSides: sides !== undefined, patients: count });
  const share = settings.validationFraction ?? 0;
  const held = split === 'folders' ? (sides?.held_out ?? 0) : Math.round(share * cells);
  const train = split === 'folders' ? (sides?.train ?? 0) : cells - held;
  const missing = [...told.missing];
  if (missing.length === 0) missing.push(...whatIsMissing(classes, choices, split, count));
  return {
    ...{ classes: [...classes], cells, patients: count, without_patient: cells - known.length },
    ...{ split, train, held_out: held, epochs: settings.epochs, missing },
    notes: [...told.notes, ...notesOf({ split, patients: count, share, unknown: cells - known.length })],
  };
}

/** As `fitSplit` chooses it. */
function splitOf(
  { split }: TrainingSettingsRecord,
  choices: TrainingChoices,
  { hasSides, patients }: { hasSides: boolean; patients: number },
): ApiTrainingPlan['split'] {
  if ((choices.split ?? choices.validationFraction) !== undefined) return split;
  if (hasSides) return 'folders';
  return split === 'patient' && patients === 0 ? 'image' : split;
}

function whatIsMissing(
  classes: Material['classes'],
  { positiveClass: chosen }: TrainingChoices,
  split: ApiTrainingPlan['split'],
  patients: number,
): string[] {
  const names = classes.map(({ name }) => name);
  if (names.length < 2) {
    const found = names.length === 0 ? 'none' : names.join(', ');
    return [`cells of two classes or more are needed, in one folder each; found: ${found}`];
  }
  const few = classes.filter(({ cells }) => cells < 2);
  if (few.length > 0)
    return few.map(({ name, cells }) => `${name} has ${counted(cells, 'cell')}; 2 are needed`);
  if (split === 'patient' && patients < 2) {
    return [
      `cells of 2 patients or more are needed to hold some patients out; the names tell ${patients}. Or hold out single cells: then figures are too good`,
    ];
  }
  const isUnclear = names.length === 2 && chosen === undefined && positiveClass(names) === 'unknown';
  return isUnclear ? [`say which class is that of infected cells: ${names.join(' or ')}`] : [];
}

interface Held {
  readonly split: ApiTrainingPlan['split'];
  readonly patients: number;
  /** Of the cells that are held out. */
  readonly share: number;
  readonly unknown: number;
}

function notesOf({ split, patients, share, unknown }: Held): string[] {
  const notes: string[] = [];
  if (split === 'image') {
    notes.push(
      'single cells are held out, maybe of patients that it learned from: its figures will be too good',
    );
  }
  if (unknown > 0) {
    notes.push(
      `the patient of ${counted(unknown, 'cell')} is not known: its figures have no intervals by patients`,
    );
  } else if (split === 'patient' && patients * share < FEWEST_PATIENTS) {
    notes.push(`fewer than ${FEWEST_PATIENTS} patients will be held out: its figures have no intervals`);
  }
  return notes;
}
