import { type BlindAnswer, isHidden, readingOf } from '@giemsa/core/internal/answer/blind-reading';
import { decidedAt } from '@giemsa/core/internal/answer/cell-answer';
import type { DecisionRule } from '@giemsa/core/internal/answer/decide';
import { type Agreement, agreementOf } from '@giemsa/core/internal/metrics/agreement';
import type { ApiAgreement } from '../api-reading-types.js';
import { readersAnswers } from '../storage/corrections.js';
import type { ReadPicture } from '../storage/read-batch.js';

/** What a person says of something that is no cell. */
const NO_CELL = 'no cell';

/** A class by two: of two readers, or of a reader and the model. */
interface Pair {
  readonly names: readonly [string, string];
  readonly classes: [string, string][];
}

/** A cell that is read blind: the answers of its readers in their order, and the model's class. */
export interface CellToRead {
  readonly answers: readonly BlindAnswer[];
  readonly modelClass: string | null;
  /** Whether something of it is kept from who asks. */
  readonly isHidden: boolean;
}

/** Cells of a batch of cells. @param rule of the model, with the threshold by which it decides @param person who looks */
export async function* readCells(
  pictures: AsyncIterable<ReadPicture>,
  { rule, isBlind, person }: { rule: DecisionRule; isBlind: boolean; person: string | null },
): AsyncGenerator<CellToRead> {
  for await (const { picture, result, words } of pictures) {
    if (picture.status !== 'done' && picture.status !== 'refused') continue;
    const answers = readersAnswers(words);
    const modelClass = result === null ? null : decidedAt(result, rule).class!;
    yield { answers, modelClass, isHidden: isBlind && isHidden(answers, person) };
  }
}

/**
 * How far the readers of a batch are, and how far they agree. Figures are there for who has nothing left to read: before, they would
 * tell what others say.
 * @param person who looks
 */
export async function agreementIn(
  cells: AsyncIterable<CellToRead> | Iterable<CellToRead>,
  { classNames, person }: { classNames: readonly string[]; person: string | null },
): Promise<Omit<ApiAgreement, 'copies_before'>> {
  const counts = { cells: 0, hidden: 0, read_by_you: 0, agreed: 0, disagreed: 0, decided: 0, waits: 0 };
  const between = new Map<string, Pair>();
  const withModel = new Map<string, Pair>();
  for await (const { answers, modelClass, isHidden } of cells) {
    const { state } = readingOf(answers);
    counts.cells++;
    counts[state]++;
    if (isHidden) counts.hidden++;
    if (answers.some(({ reviewer }) => reviewer === person)) counts.read_by_you++;
    const readers = answers.slice(0, 2);
    for (const answer of readers)
      add(withModel, [answer.reviewer, ''], [classOf(answer), modelClass ?? NO_CELL]);
    const [first, second] = readers.toSorted((a, b) => (a.reviewer < b.reviewer ? -1 : 1));
    if (first && second) add(between, [first.reviewer, second.reviewer], [classOf(first), classOf(second)]);
  }
  const said = [...between.values(), ...withModel.values()].flatMap(({ classes }) => classes.flat());
  const classes = [...classNames, ...(said.includes(NO_CELL) ? [NO_CELL] : [])];
  const { waits: _, ...shown } = counts;
  const isOpen = counts.hidden === 0;
  return {
    ...shown,
    read_by_two: counts.agreed + counts.disagreed + counts.decided,
    classes,
    between: isOpen
      ? [...between.values()].map((pair) => ({ readers: [...pair.names], ...figures(pair, classes) }))
      : null,
    with_model: isOpen
      ? [...withModel.values()].map((pair) => ({ reader: pair.names[0], ...figures(pair, classes) }))
      : null,
  };
}

const classOf = ({ label }: BlindAnswer): string => label ?? NO_CELL;

function add(pairs: Map<string, Pair>, names: Pair['names'], classes: [string, string]): void {
  const key = JSON.stringify(names);
  const pair = pairs.get(key) ?? { names, classes: [] };
  pair.classes.push(classes);
  pairs.set(key, pair);
}

function figures({ classes: said }: Pair, classes: readonly string[]) {
  const table = classes.map(() => classes.map(() => 0));
  for (const [a, b] of said) table[classes.indexOf(a)]![classes.indexOf(b)]!++;
  const { n, agreed, share, shareCi95, kappa, kappaCi95 }: Agreement = agreementOf(table);
  return { n, agreed, share, share_ci95: shareCi95, kappa, kappa_ci95: kappaCi95, table };
}
