import { positiveClass } from './positive-class.js';

/** The classes of a model, and which of them is the infected one. */
export interface NamedClasses {
  readonly classNames: readonly string[];
  readonly positiveClass: string;
}

/**
 * What a class is called in front of people: `infected` or `uninfected` where the names of two classes mean that, whatever the data set
 * calls them (`Parasitized`, `positive`, `1`); else its own name. Files keep the model's names.
 */
export function classWord(name: string, { classNames, positiveClass: positive }: NamedClasses): string {
  const told = classNames.length === 2 ? positiveClass(classNames) : 'unknown';
  if (told === 'unknown' || classNames[told.index] !== positive || !classNames.includes(name)) return name;
  return name === positive ? 'infected' : 'uninfected';
}
