import { patientInName } from '@giemsa/core/internal/answer/patient-in-name';
import { subsetNamed } from '@giemsa/core/internal/dataset/subsets';

/** Cells as far as their names tell. */
export interface NamedCells {
  readonly classes: readonly { readonly name: string; readonly cells: number }[];
  /** The patient of each cell; null where it is not known. */
  readonly patients: readonly (string | null)[];
  /** Where the pictures are in folders such as `train/` and `test/`: how many train, and how many are held out. */
  readonly sides?: { readonly train: number; readonly held_out: number } | undefined;
}

/**
 * The classes of uploaded pictures, by their folders, as `readClassFolder` finds them on a disk: the first folder in which the
 * pictures differ, below that of a ready-made split. Pictures outside of folders have no class.
 */
export function classesOfNames(names: readonly string[]): NamedCells {
  const paths = names.map((name) => name.split('/')).filter((parts) => parts.length > 1);
  const shared = sharedFolders(paths);
  const counts = new Map<string, number>();
  const patients: (string | null)[] = [];
  const sides = { train: 0, held_out: 0 };
  for (const parts of paths) {
    const own = parts.slice(shared);
    const subset = own.length > 2 ? subsetNamed(own[0]!) : undefined;
    const [first] = subset === undefined ? own : own.slice(1);
    if (own.length < 2) continue;
    counts.set(first!, (counts.get(first!) ?? 0) + 1);
    patients.push(patientInName(parts.join('/')));
    if (subset !== undefined) sides[subset === 'train' ? 'train' : 'held_out']++;
  }
  const classes = [...counts].map(([name, cells]) => ({ name, cells }));
  const hasSides = sides.train + sides.held_out > 0;
  return {
    classes: classes.sort((a, b) => (a.name < b.name ? -1 : 1)),
    patients,
    ...(hasSides && { sides }),
  };
}

/** How many folders all paths begin with; a class is not among them. */
function sharedFolders(paths: readonly (readonly string[])[]): number {
  const [first = []] = paths;
  let depth = 0;
  while (
    depth < first.length - 2 &&
    paths.every((path) => path.length - 2 > depth && path[depth] === first[depth])
  )
    depth++;
  return depth;
}
