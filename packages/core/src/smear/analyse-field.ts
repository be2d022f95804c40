import { isPositive, isUnsure } from '../answer/decide.js';
import { UnusableModel } from '../errors/kinds.js';
import type { CellModel } from '../formats/cell-model.js';
import type { Pixels } from '../pictures/resize.js';
import { classify, isCounted, type Scored } from './classify-objects.js';
import { cutOut } from './crop.js';
import type { FieldLook } from './field-look.js';
import {
  type FieldProblem,
  type FieldRule,
  type FieldVerdict,
  fieldProblems,
  judge,
  pictureProblems,
} from './field-quality.js';
import type { Box, CellFinder, FindOptions, FoundObject, ObjectKind, Outline } from './find/cell-finder.js';
import { isAsked, type StageCall, type StageModel } from './stages.js';

/** What is said about a counted cell. */
export type Call = 'infected' | 'uninfected';

/** What an object of a field is: of a red cell, what is said about it. */
export type ObjectClass = Call | Exclude<ObjectKind, 'red cell'>;

/** An object of a field, and for a counted red cell what the model says about it. */
export interface SmearCell {
  /** Number in its field, from 1. */
  readonly id: number;
  readonly kind: ObjectKind;
  readonly box: Box;
  readonly outline: Outline;
  readonly area: number;
  readonly cells: number;
  readonly cut: boolean;
  readonly covered: boolean;
  /** True for whole red cells that nothing covers: only these are classified and counted. */
  readonly counted: boolean;
  /** Probability of the positive class; null for what is not counted. */
  readonly probability: number | null;
  readonly call: Call | null;
  /** Near the threshold: a person should look. */
  readonly unsure: boolean;
  /** Of the parasite; left out for cells that are hardly infected, and where nobody asked. */
  readonly stage?: StageCall;
  /**
   * What the model says of places in a clump or in a cell that the border cuts: for a person to look at, never counted. Left out
   * for all else.
   */
  readonly parts?: readonly SeenPart[];
  /** Who corrected it last: its class, or its outline. */
  readonly reviewer?: string;
  /** The class that a person gave it, which counts; left out where nobody did. */
  readonly said?: ObjectClass;
  /** Two readers differ on it, and nobody has decided: it has no class and is not counted. */
  readonly disputed?: true;
  /** With `said` or `disputed`: what the model and the finder say of it. */
  readonly modelSaid?: ObjectClass | null;
  /** When, as ISO 8601, where that is known. */
  readonly reviewedAt?: string;
  /** The person who last looked at it without deciding what counts, what that person saw, and when; left out where nobody did. */
  readonly looked?: {
    readonly sees: 'infected' | 'uninfected' | 'cannot tell';
    readonly by: string;
    readonly at: string;
  };
}

/** A place of the size of a red cell in an object that is not counted. */
export interface SeenPart {
  readonly box: Box;
  readonly probability: number;
  readonly call: Call;
}

/** A field of a patient. */
export interface SmearField {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly cellDiameter: number | null;
  readonly cells: readonly SmearCell[];
  /** Why it is set aside; null for a used field. */
  readonly problem: string | null;
  /** The rule that set it aside, where a person may override it. */
  readonly rule?: FieldRule;
  /** What would have set it aside, had a person not accepted it. */
  readonly accepted?: readonly FieldProblem[];
  /** Its colours; left out without whole red cells. */
  readonly look?: FieldLook | undefined;
  /** Of its file, where that is known: a person's words about a field stay with its content. */
  readonly sha256?: string;
  /** What of the file was not looked at, such as further pages. */
  readonly note?: string;
  /** SHA-256 of the network that told the stages; left out where none was asked. */
  readonly stagesSha256?: string;
}

/** How probabilities become calls. */
export interface Decision {
  /** Probability from which a cell is called infected. */
  readonly threshold: number;
  /** Half width, in logits, of the band around the threshold that is left to a person. */
  readonly unsureHalfWidth: number;
}

export interface AnalyseOptions extends FindOptions, Decision {
  /** Rules that set fields aside and are not to be followed, because a person has looked at the fields. */
  readonly accept?: readonly FieldRule[] | undefined;
  /** The network of stages, as `openStages` gives it; left out, stages are not told. */
  readonly stages?: StageModel | undefined;
}

/** Half width of the band where the model does not bring its own: `calibrate` stores one. */
export const UNSURE_HALF_WIDTH = 0.5;

/**
 * Finds and classifies the cells of one field. A field that cannot be used keeps what was found in it, unclassified.
 * @throws UserError when the model has other than two classes
 */
export async function analyseField(
  model: CellModel,
  finder: CellFinder,
  file: string,
  picture: Pixels,
  options: AnalyseOptions,
): Promise<SmearField> {
  checkModel(model);
  const { width, height } = picture;
  const { accept } = options;
  const seen = judge(pictureProblems(picture), accept);
  if (seen.problem) {
    return { file, width, height, cellDiameter: null, cells: [], ...verdict(seen) };
  }
  const found = await finder.find(picture, options);
  const { problem, accepted } = judge(fieldProblems(picture, found), accept);
  const probabilities = problem === undefined ? await classify(model, picture, found) : new Map();
  const called = found.objects.map((object, index) =>
    describe(object, index + 1, probabilities.get(object) ?? [], options),
  );
  const cells = options.stages ? await withStages(options.stages, picture, called) : called;
  const all = { problem, accepted: [...seen.accepted, ...accepted] };
  const { cellDiameter = null, note } = found;
  return {
    ...{ file, width, height, cellDiameter, cells },
    ...verdict(all),
    ...(note !== undefined && { note }),
    ...(options.stages && { stagesSha256: options.stages.sha256 }),
  };
}

async function withStages(
  model: StageModel,
  picture: Pixels,
  cells: readonly SmearCell[],
): Promise<SmearCell[]> {
  const asked = cells.flatMap((cell) => {
    const crop = isAsked(cell.probability) ? cutOut(picture, cell) : undefined;
    return crop ? [{ id: cell.id, crop }] : [];
  });
  const stages = await model.tell(asked.map(({ crop }) => crop));
  const byId = new Map(asked.map(({ id }, index) => [id, stages[index]!]));
  return cells.map((cell) => {
    const stage = byId.get(cell.id);
    return stage ? { ...cell, stage } : cell;
  });
}

const verdict = ({ problem, accepted }: FieldVerdict): Pick<SmearField, 'problem' | 'rule' | 'accepted'> => ({
  problem: problem?.reason ?? null,
  ...(problem?.rule !== undefined && { rule: problem.rule }),
  ...(accepted.length > 0 && { accepted }),
});

/** Smears are counted by a classifier of two classes. */
export function checkModel({ path, classNames }: Pick<CellModel, 'path' | 'classNames'>): void {
  if (classNames.length === 2) return;
  throw new UnusableModel(
    `${path} has ${classNames.length} classes; smear needs a model with two classes, such as Parasitized and Uninfected`,
  );
}

function describe(
  object: FoundObject,
  id: number,
  scored: readonly Scored[],
  decision: AnalyseOptions,
): SmearCell {
  if (isCounted(object) && scored.length > 0) {
    const { probability } = scored[0]!;
    return { id, ...object, counted: true, probability, ...callOf(probability, decision) };
  }
  const parts = scored.map((part) => ({ ...part, call: callOf(part.probability, decision).call }));
  const nothing = { counted: false, probability: null, call: null, unsure: false };
  return { id, ...object, ...nothing, ...(parts.length > 0 && { parts }) };
}

/** What is said about a red cell with a probability. */
export function callOf(
  probability: number,
  { threshold, unsureHalfWidth }: Decision,
): { readonly call: Call; readonly unsure: boolean } {
  const call = isPositive(probability, threshold) ? 'infected' : 'uninfected';
  return { call, unsure: isUnsure(probability, threshold, unsureHalfWidth) };
}
