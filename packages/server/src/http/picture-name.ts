/** A longer name loses its beginning: the picture's own name is at the end. */
const LONGEST_NAME = 300;

/**
 * Names are text to show, never paths to open; even so, nothing in them may look like a path out of the
 * folder. Letters with accents are one character: macOS writes two, and one patient would be two.
 */
export function pictureName(name: string | undefined): string {
  const parts = (name ?? '')
    .normalize('NFC')
    .replaceAll('\\', '/')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
    .replaceAll(/[\u0000-\u001f\u007f]/g, '')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  // Whole characters: databases do not accept half a character.
  const characters = [...parts.join('/').replaceAll(/\p{Surrogate}/gu, '\ufffd')];
  return characters.slice(-LONGEST_NAME).join('') || 'picture';
}
