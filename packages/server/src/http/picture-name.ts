/** A name that is longer loses its beginning: what names the picture is at its end. */
const LONGEST_NAME = 300;

/**
 * Names are text to show, never paths to open; still nothing in them may look like a way out. Letters with accents are one character: macOS
 * writes two, and one patient would be two.
 */
export function pictureName(name: string | undefined): string {
  const parts = (name ?? '')
    .normalize('NFC')
    .replaceAll('\\', '/')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
    .replaceAll(/[\u0000-\u001f\u007f]/g, '')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  // Whole characters: half of one is no text that a database takes.
  const characters = [...parts.join('/').replaceAll(/\p{Surrogate}/gu, '\ufffd')];
  return characters.slice(-LONGEST_NAME).join('') || 'picture';
}
