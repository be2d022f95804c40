import { InvalidOption, UnusableData } from '../../errors/kinds.js';
import { option, text } from '../../errors/text.js';

/** Types of labelled red cells, and the class of each. */
export const CLASS_OF: Readonly<Record<string, 'Parasitized' | 'Uninfected'>> = {
  'red blood cell': 'Uninfected',
  gametocyte: 'Parasitized',
  ring: 'Parasitized',
  trophozoite: 'Parasitized',
  schizont: 'Parasitized',
  infected: 'Parasitized',
};

/** Cells that the labelling experts did not agree on. */
export const LEFT_OUT = 'difficult';
/** Cells that no person has looked at: what a model says of them is no label. */
export const NOT_REVIEWED = 'not reviewed';

/** Other labels: they are known, and no cells to learn from. */
const OTHERS = [
  LEFT_OUT,
  NOT_REVIEWED,
  'white cell',
  'platelet',
  'debris',
  'clump',
  'red cell not counted',
] as const;

/** What a label may stand for. */
export const LABELS: readonly string[] = [...Object.keys(CLASS_OF), ...OTHERS];

/** Names that mean one thing only, in any set. `RBC` is not among them: it may hold infected cells, too. */
const SAME: Readonly<Record<string, string>> = {
  uninfected: 'red blood cell',
  healthy: 'red blood cell',
  parasitized: 'infected',
  parasitised: 'infected',
  leukocyte: 'white cell',
  leucocyte: 'white cell',
  'white blood cell': 'white cell',
  wbc: 'white cell',
  platelets: 'platelet',
};

/** What names of a data set stand for, by the names in small letters. */
export type LabelNames = ReadonlyMap<string, string>;

const plain = (name: string) =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ');

/**
 * @param given `NAME=LABEL`, as a user gives them
 * @throws UserError when one is not such a pair, or a name is given two meanings
 */
export function labelNames(given: readonly string[] = []): LabelNames {
  const names = new Map<string, string>();
  for (const pair of given) {
    const at = pair.lastIndexOf('=');
    const [name, label] = [plain(pair.slice(0, at)), plain(pair.slice(at + 1))];
    const known = LABELS.includes(label) ? label : SAME[label];
    if (at < 1 || name === '' || known === undefined) {
      throw new InvalidOption(
        'labelAs',
        pair,
        text`${option('labelAs')} ${pair}: expected NAME=LABEL, where LABEL is one of ${LABELS.join(', ')}`,
      );
    }
    const before = names.get(name);
    if (before !== undefined && before !== known)
      throw new InvalidOption(
        'labelAs',
        pair,
        text`${option('labelAs')}: "${name}" is ${before} and ${known}`,
      );
    names.set(name, known);
  }
  return names;
}

/** What a label of a data set stands for; `undefined` where that is not known. */
export function meaningOf(name: string, names: LabelNames): string | undefined {
  const own = plain(name);
  const given = names.get(own);
  if (given !== undefined) return given;
  if (LABELS.includes(own)) return own;
  return Object.hasOwn(SAME, own) ? SAME[own] : undefined;
}

/** @throws UserError that lists the labels whose meaning is not known */
export function refuseUnknown(place: string, unknown: ReadonlyMap<string, string>): void {
  if (unknown.size === 0) return;
  const [[first, file]] = unknown as unknown as [[string, string]];
  const others = unknown.size > 1 ? ` (and ${[...unknown.keys()].slice(1, 10).join(', ')})` : '';
  throw new UnusableData([
    `${file === '' ? place : file}: its label "${first}" is unknown${others}; expected ${LABELS.join(', ')}. `,
    text`Say what it stands for: ${option('labelAs')} "${first}=red blood cell", or another of these`,
  ]);
}
