import { z } from 'zod';
import { choosePositiveClass } from '../answer/choose-classes.js';
import { positiveClass } from '../answer/positive-class.js';
import { counted } from '../counted.js';
import { InvalidOption } from '../errors/kinds.js';
import { option, type Text, text } from '../errors/text.js';
import type { ModelFacts } from '../events/events.js';
import { RESIZE_RULE } from '../pictures/resize.js';
import type { CellModelMetadata } from './cell-model-metadata.js';
import { RESCALES, type RescaleName, uniform } from './rescale.js';

/** What the user says about a model file that does not say it itself. */
export interface MeaningOptions {
  /** Names in the order of the outputs. */
  readonly classes?: readonly string[] | undefined;
  /** The class of infected cells. */
  readonly positiveClass?: string | undefined;
  /** What is done to the pixels before the model. */
  readonly rescale?: RescaleName | undefined;
  /** Class folders of the data that a model is tried on, in Keras' order: assumed where nothing else tells. */
  readonly folderClasses?: readonly string[] | undefined;
}

/**
 * One thing that answers depend on, and its source: the model file, an option, an assumption, or the class
 * names.
 */
export const factSchema = z.object({
  what: z.enum(['input size', 'input range', 'left out', 'output', 'classes', 'positive class']),
  value: z.string(),
  source: z.enum(['file', 'given', 'assumed', 'name']),
  /** The option that says it, where it was assumed. */
  option: z.string().optional(),
});
export type Fact = z.infer<typeof factSchema>;

/** A Keras file does not say what its classes are called; these are the tutorial's folders in Keras' order. */
const TUTORIAL_CLASSES = ['Parasitized', 'Uninfected'];

/** What was found out about a model of another program. */
export interface ForeignModel {
  readonly path: string;
  readonly architecture: string;
  /** Rows and columns. */
  readonly imageSize: number;
  readonly colorMode: CellModelMetadata['colorMode'];
  readonly sizeSource: 'file' | 'assumed';
  readonly rescale: {
    readonly name: RescaleName;
    readonly source: 'file' | 'given' | 'assumed';
    readonly text?: string;
  };
  readonly output: { readonly text: string; readonly source: 'file' | 'assumed' };
  /** How many classes its answers have. */
  readonly classes: number;
  /** Kinds of layers that were left out because they do nothing when predicting. */
  readonly leftOut?: readonly string[];
}

/**
 * The metadata of a model that giemsa did not write, with what each part of it rests on.
 * @throws UserError when options do not fit the model, or the names of two classes do not tell which is infected
 */
export function foreignMetadata(model: ForeignModel, options: MeaningOptions): CellModelMetadata {
  const { path, imageSize, colorMode, rescale, output } = model;
  const { names, fact } = classesOf(model, options);
  const positive = choosePositiveClass(names, options.positiveClass, path);
  const size: Fact = {
    what: 'input size',
    value: `${imageSize} x ${imageSize}, ${colorMode === 'rgb' ? 'RGB' : 'grey'}`,
    source: model.sizeSource,
  };
  const range: Fact = {
    ...{ what: 'input range', value: rescale.text ?? RESCALES[rescale.name].text, source: rescale.source },
    ...(rescale.source === 'assumed' && { option: 'rescale' }),
  };
  return {
    classNames: names,
    positiveClass: positive,
    threshold: 0.5,
    imageSize,
    resizeRule: RESIZE_RULE,
    colorMode,
    rescaling: uniform(RESCALES[rescale.name]) ?? { scale: 1, offset: 0 },
    architecture: model.architecture,
    recipe: model.architecture,
    dataFingerprint: 'unknown',
    meaning: [
      size,
      range,
      ...leftOutFact(model),
      { what: 'output', value: output.text, source: output.source },
      fact,
      ...(names.length === 2 ? [positiveFact(names[positive]!, options)] : []),
    ],
  };
}

/** As many kinds of layers as a line holds are named. */
const NAMED_KINDS = 2;

function leftOutFact({ leftOut = [] }: ForeignModel): Fact[] {
  if (leftOut.length === 0) return [];
  const more = leftOut.length - NAMED_KINDS;
  const kinds = `${leftOut.slice(0, NAMED_KINDS).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return [{ what: 'left out', value: `${kinds}, for training only`, source: 'file' }];
}

const positiveFact = (name: string, { positiveClass: given }: MeaningOptions): Fact => ({
  what: 'positive class',
  value: name,
  source: given === undefined ? 'name' : 'given',
});

function classesOf(
  { path, classes }: ForeignModel,
  { classes: given, folderClasses }: MeaningOptions,
): { names: string[]; fact: Fact } {
  const told = (names: readonly string[], source: Fact['source'], why = '') => ({
    names: [...names],
    fact: {
      ...({ what: 'classes', value: `${names.join(', ')}${why}`, source } as const),
      ...(source === 'assumed' && { option: 'classes' }),
    },
  });
  if (given) {
    checkCount(given, classes, path);
    return told(given, 'given');
  }
  if (folderClasses?.length === classes) return told(folderClasses, 'assumed', ', the folders in order');
  if (classes === 2) return told(TUTORIAL_CLASSES, 'assumed');
  const numbers = Array.from({ length: classes }, (_, index) => String(index));
  return told(numbers, 'assumed', ', numbers of the outputs');
}

function checkCount(names: readonly string[], classes: number, path: string): void {
  if (names.length === classes) return;
  throw new InvalidOption(
    'classes',
    names,
    text`${option('classes')} ${names.join(',')} names ${counted(names.length, 'class', 'classes')}; ${path} has ${classes}: give a name for each`,
  );
}

/**
 * What giemsa's own metadata says, with the options over it: classes may be called otherwise, and the other one of two may
 * be the positive one; then the same cells are called as before.
 * @throws UserError where an option contradicts the file
 */
export function withOptions(
  metadata: CellModelMetadata,
  { classes, positiveClass: positive, rescale }: MeaningOptions,
  path: string,
): CellModelMetadata {
  if (rescale !== undefined) {
    throw new InvalidOption(
      'rescale',
      rescale,
      text`${option('rescale')} is for model files that do not say it; ${path} itself says how pixels are scaled`,
    );
  }
  const named = classes === undefined ? metadata : renamed(metadata, classes, path);
  return positive === undefined ? named : withPositive(named, positive, path);
}

function renamed(metadata: CellModelMetadata, names: readonly string[], path: string): CellModelMetadata {
  const { classNames } = metadata;
  checkCount(names, classNames.length, path);
  const told = positiveClass(names);
  const isReordered = names.every((name) => classNames.includes(name)) && names.join() !== classNames.join();
  if (isReordered || (names.length === 2 && told !== 'unknown' && told.index !== metadata.positiveClass)) {
    throw new InvalidOption('classes', names, [
      text`${option('classes')} ${names.join(',')}: ${path} says that its classes are ${classNames.join(', ')} in this order; `,
      'give other names for them in the same order',
    ]);
  }
  const fact: Fact = {
    what: 'classes',
    value: `${names.join(', ')} for ${classNames.join(', ')}`,
    source: 'given',
  };
  return { ...metadata, classNames: [...names], meaning: [...(metadata.meaning ?? []), fact] };
}

function withPositive(metadata: CellModelMetadata, given: string, path: string): CellModelMetadata {
  const {
    classNames,
    positiveClass: before,
    threshold,
    patientThreshold,
    targetSensitivity,
    ...rest
  } = metadata;
  const index = choosePositiveClass(classNames, given, path);
  const fact = positiveFact(given, { positiveClass: given });
  if (index === before) return metadata;
  const meaning = [...(metadata.meaning ?? []).filter(({ what }) => what !== fact.what), fact];
  // What was chosen for sensitivity to the other class does not hold for this one.
  return {
    ...rest,
    classNames,
    positiveClass: index,
    threshold: classNames.length === 2 ? 1 - threshold : threshold,
    meaning,
  };
}

const WORDS = { file: 'from the file', given: 'given', assumed: 'assumed', name: 'by its name' } as const;

/** What to report about an opened model. */
export const factsOf = ({ path, meaning, unchecked }: ModelFacts): ModelFacts => ({
  path,
  meaning,
  unchecked,
});

/** What the answers of models are based on, if their files do not say all of it; one line for each thing. */
export const describeMeaning = (models: readonly ModelFacts[]): Text[] =>
  models.flatMap(({ path, meaning = [], unchecked }) => {
    if (meaning.length === 0 && unchecked === undefined) return [];
    const value = Math.max(0, ...meaning.map((fact) => fact.value.length));
    return [
      text`${path}:`,
      ...meaning.map((fact) => describeFact(fact, Math.min(value, 40))),
      ...(unchecked === undefined ? [] : [text`  ${unchecked}`]),
    ];
  });

/** Files of earlier versions have the option as a flag. */
function describeFact(fact: NonNullable<ModelFacts['meaning']>[number], width: number): Text {
  const line = `  ${fact.what.padEnd(14)} ${fact.value.padEnd(width)}  ${WORDS[fact.source]}`;
  return fact.option === undefined ? text`${line}` : text`${line}: ${option(fact.option.replace(/^-+/, ''))}`;
}
