import { parse } from 'node:path';
import { Mismatch } from '../errors/kinds.js';

/**
 * The data set's own names of the cells that a list names. A list made for the published files also fits a copy of them in
 * another picture format: where a name is not there, the one cell counts that differs from it only in the ending.
 * @param list the list's path, for messages
 * @returns for each name the cell's file
 * @throws UserError when a name is not in the data set, or fits more than one cell
 */
export function findNamedCells(
  list: string,
  names: readonly string[],
  files: readonly string[],
): Map<string, string> {
  const known = new Set(files);
  const byStem = new Map<string, string[]>();
  for (const file of files) byStem.set(stem(file), [...(byStem.get(stem(file)) ?? []), file]);
  return new Map(
    names.map((name) => {
      if (known.has(name)) return [name, name];
      const alike = byStem.get(stem(name)) ?? [];
      if (alike.length === 1) return [name, alike[0]!];
      if (alike.length > 1)
        throw new Mismatch(
          `${list}: ${name} is not in the data set, and ${alike.slice(0, 3).join(' and ')} both have its name with another ending; write the ending of the one that is meant`,
        );
      throw new Mismatch(
        `${list}: ${name} is not among the readable cells of the data set; names are relative to its folder, such as ${files[0]}`,
      );
    }),
  );
}

function stem(file: string): string {
  const { dir, name } = parse(file);
  return `${dir}/${name}`;
}
