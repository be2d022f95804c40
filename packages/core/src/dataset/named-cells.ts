import { parse } from 'node:path';
import { Mismatch } from '../errors/kinds.js';
import type { OnEvent } from '../events/events.js';

/**
 * The data set's own names of the cells that a list names. A list made for the published files also fits a copy of them in
 * another picture format: where a name is not there, the one cell counts that differs from it only in the ending. It may name more
 * cells than are there, as when only a part of the published ones is: how many are not is told.
 * @param list the list's path, for messages
 * @returns by name, the cell's file; without the names that are not there
 * @throws UserError when none of the names is in the data set, or one fits more than one cell
 */
export function findNamedCells(
  list: string,
  names: readonly string[],
  files: readonly string[],
  onEvent?: OnEvent,
): Map<string, string> {
  const known = new Set(files);
  const byStem = new Map<string, string[]>();
  for (const file of files) byStem.set(stem(file), [...(byStem.get(stem(file)) ?? []), file]);
  const found = new Map<string, string>();
  for (const name of names) {
    const alike = known.has(name) ? [name] : (byStem.get(stem(name)) ?? []);
    if (alike.length > 1)
      throw new Mismatch(
        `${list}: ${name} is not in the data set, and ${alike.slice(0, 3).join(' and ')} both have its name with another ending; write the ending of the one that is meant`,
      );
    if (alike.length === 1) found.set(name, alike[0]!);
  }
  const missing = names.filter((name) => !found.has(name));
  if (missing.length === 0) return found;
  if (found.size === 0)
    throw new Mismatch(
      `${list}: ${missing[0]} is not among the readable cells of the data set; names are relative to its folder, such as ${files[0]}`,
    );
  const counts = { listed: names.length, missing: missing.length, first: missing[0]! };
  onEvent?.({ type: 'warning', about: 'listed-cells-missing', list, ...counts });
  return found;
}

function stem(file: string): string {
  const { dir, name } = parse(file);
  return `${dir}/${name}`;
}
