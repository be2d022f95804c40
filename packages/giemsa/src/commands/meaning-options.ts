import { UserError } from '../errors.js';

/** `--classes a,b`: names in the order of the outputs. @throws UserError when there are fewer than two, or one comes twice */
function classNames(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.length > 1 && !names.includes('') && new Set(names).size === names.length) return names;
  throw new UserError(
    `--classes must be two or more different names with commas between, such as Parasitized,Uninfected. Received "${text}"`,
  );
}

/** For the commands that read class folders. */
export const FOLDER_CLASSES = [
  '--classes <names>',
  'order of the class folders, such as healthy,malaria (default: alphabetical, as Keras)',
  classNames,
] as const;

export const POSITIVE_CLASS = [
  '--positive-class <name>',
  'class of infected cells (default: by the names of the classes)',
] as const;
