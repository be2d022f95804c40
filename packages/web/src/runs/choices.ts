import type { TrainingChoices } from '../data/training-api.js';
import { decimalText, wholeText } from '../parts/number-text.js';
import { texts } from '../texts.js';

/** Numbers that are typed; empty for those of the recipe. */
export const WHOLE_NUMBERS = ['epochs', 'batch_size', 'image_size', 'seed'] as const;
export const DECIMALS = ['learning_rate', 'validation_fraction'] as const;
export type NumberName = (typeof WHOLE_NUMBERS)[number] | (typeof DECIMALS)[number];

/** What a person typed and chose. */
export interface Chosen {
  readonly recipe: string;
  /** A model; empty for a new network. */
  readonly from: string;
  readonly numbers: Readonly<Record<NumberName, string>>;
  /** Empty for that of the recipe. */
  readonly split: '' | 'patient' | 'image' | 'folders';
  readonly augmentation: boolean;
  readonly positiveClass: string;
}

export const NOTHING_CHOSEN: Chosen = {
  ...{ recipe: '', from: '', split: '', augmentation: true, positiveClass: '' },
  numbers: {
    ...{ epochs: '', batch_size: '', image_size: '', seed: '' },
    ...{ learning_rate: '', validation_fraction: '' },
  },
};

/** As the server takes it, and what of it is no number. */
export function choicesOf(
  { from, numbers, split, augmentation, positiveClass }: Chosen,
  recipe: string,
): { choices: TrainingChoices; problem: string | undefined } {
  const words = texts.training.how;
  const problems: string[] = [];
  const read = (name: NumberName, text: string, isWhole: boolean): number => {
    const value = Number(isWhole ? wholeText(text) : decimalText(text));
    const isGood = isWhole ? Number.isInteger(value) : Number.isFinite(value);
    if (!isGood)
      problems.push((isWhole ? words.noWhole : words.noNumber)({ field: texts.labels[name], text }));
    return value;
  };
  const typed = Object.fromEntries(
    [...WHOLE_NUMBERS, ...DECIMALS].flatMap((name) => {
      const text = numbers[name].trim();
      const isWhole = (WHOLE_NUMBERS as readonly string[]).includes(name);
      return text === '' ? [] : [[name, read(name, text, isWhole)]];
    }),
  );
  const choices = {
    ...typed,
    recipe: recipe as TrainingChoices['recipe'],
    ...(from && { from }),
    ...(split && { split }),
    ...(!augmentation && { augmentation }),
    ...(positiveClass.trim() && { positive_class: positiveClass.trim() }),
  };
  return { choices, problem: problems[0] };
}
