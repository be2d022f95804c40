import { mostProbable } from '../answer/decide.js';
import type { DuplicateFinding } from './findings.js';
import { type Reading, type ReadingsOfOne, type Verdict, verdictOf } from './readings.js';

/** What is known of one label: a line of `labels.csv`. */
export interface JudgedLabel {
  readonly file: string;
  /** Empty where it is not known. */
  readonly patient: string;
  readonly class: string;
  /** Mean over the models, in [0, 1]. */
  readonly labelProbability: number;
  /** Models that have answered. */
  readonly members: number;
  /** Those of them that find another class more probable. */
  readonly against: number;
  /** By confident learning on the mean of the models. */
  readonly doubtful: boolean;
  /** The same number for pictures that show the same cell, counted from 1; `undefined` where there is no other. */
  readonly duplicateGroup?: number;
  /** In the order of the readers. */
  readonly readings: readonly (Reading | undefined)[];
  /** Left out unless two readers or more have read the cell. */
  readonly verdict?: Verdict;
  /** Whether `--exclude` leaves it out: it is doubtful, or readers contradict its label or differ; and not all read its class. */
  readonly exclude: boolean;
}

/** A cell with what models say. */
export interface LabelledCell {
  readonly file: string;
  readonly patient: string;
  /** Index of its class. */
  readonly label: number;
  readonly probabilities: ArrayLike<number>;
  readonly members: readonly ArrayLike<number>[];
}

export interface JudgeInput {
  readonly classes: readonly string[];
  readonly cells: readonly LabelledCell[];
  /** Files of the cells in doubt. */
  readonly doubtful: ReadonlySet<string>;
  readonly duplicates: readonly DuplicateFinding[];
  readonly readers: readonly ReadingsOfOne[];
}

/** Every label with what models, duplicates and readers say of it. */
export function judgeLabels({ classes, cells, doubtful, duplicates, readers }: JudgeInput): JudgedLabel[] {
  const groups = duplicateGroups(duplicates);
  return cells.map(({ file, patient, label, probabilities, members }) => {
    const readings = readers.map((reader) => reader.get(file));
    const verdict = verdictOf(classes[label]!, readings);
    const group = groups.get(file);
    return {
      file,
      patient,
      class: classes[label]!,
      labelProbability: probabilities[label]!,
      members: members.length,
      against: members.filter((member) => mostProbable(member) !== label).length,
      doubtful: doubtful.has(file),
      ...(group !== undefined && { duplicateGroup: group }),
      readings,
      ...(verdict && { verdict }),
      exclude: verdict ? verdict.verdict !== 'right' : doubtful.has(file),
    };
  });
}

/** Pictures that are duplicates of each other, also by way of a third, get the same number. */
function duplicateGroups(duplicates: readonly DuplicateFinding[]): Map<string, number> {
  const groups: Set<string>[] = [];
  for (const { first, second } of duplicates) {
    const [one, other] = [first, second].map((file) => groups.find((group) => group.has(file)));
    const group = one ?? other ?? new Set<string>();
    if (!groups.includes(group)) groups.push(group);
    if (one && other && one !== other) {
      for (const file of other) one.add(file);
      groups.splice(groups.indexOf(other), 1);
    }
    group.add(first).add(second);
  }
  return new Map(groups.flatMap((group, index) => [...group].map((file) => [file, index + 1] as const)));
}
