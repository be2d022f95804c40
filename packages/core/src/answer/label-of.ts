/**
 * The known class of a picture that came in a folder of its name: `Parasitized/cell_1.png`.
 * @param file path with `/` between folders
 * @returns the class as the model writes it; null where the folder names none. Accents may be written in either form
 */
export function labelOf(file: string, classNames: readonly string[]): string | null {
  const folder = file.split('/').at(-2)?.normalize('NFC');
  return classNames.find((name) => name.normalize('NFC') === folder) ?? null;
}
