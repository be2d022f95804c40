import { listed, whole } from '../parts/format.js';

/** Classes with how many cells they have: `Parasitized 30, Uninfected 28`. */
export const classesText = (classes: readonly { name: string; cells: number }[]): string =>
  listed(classes.map(({ name, cells }) => `${name} ${whole(cells)}`));
