import { InvalidOption, MissingOption } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import { positiveClass } from './positive-class.js';

/**
 * The index of the positive class: the given one, or the one that the names show. With more than two classes
 * no decision depends on it, so it is the first if neither is known.
 * @param given value of `--positive-class`
 * @param owner what has these classes, for errors
 * @throws UserError that asks for it when the names of two classes do not show it, or there is no class with
 * the given name
 */
export function choosePositiveClass(
  names: readonly string[],
  given: string | undefined,
  owner: string,
): number {
  if (given !== undefined) {
    const index = names.indexOf(given);
    if (index >= 0) return index;
    throw new InvalidOption(
      'positiveClass',
      given,
      text`${option('positiveClass')} "${given}" is not a class of ${owner}; its classes are ${names.join(', ')}`,
    );
  }
  const told = positiveClass(names);
  if (told !== 'unknown') return told.index;
  if (names.length > 2) return 0;
  const [first, second] = names.map(quoted);
  throw new MissingOption('positiveClass', [
    `${owner} has the classes ${names.join(', ')}; the names do not show which one is infected: `,
    text`give ${option('positiveClass')} ${first}, or ${option('positiveClass')} ${second}`,
  ]);
}

/**
 * Names in the order of `--classes`.
 * @returns for each given name its index in `names`
 * @throws UserError when they are not the same names
 */
export function orderOf(names: readonly string[], given: readonly string[], owner: string): number[] {
  const order = given.map((name) => names.indexOf(name));
  if (given.length === names.length && new Set(order).size === names.length && !order.includes(-1))
    return order;
  throw new InvalidOption(
    'classes',
    given,
    text`${option('classes')} ${given.join(',')}: ${owner} has the classes ${names.join(', ')}; name each of them once, in the order you mean`,
  );
}

/** As it is typed in a shell. */
const quoted = (name: string): string => (/[^\w.-]/.test(name) ? `"${name}"` : name);
