/** Chooses a cell in the field by giving it the focus: keys go on from there, and it is brought into the view. */
export const focusCell = (id: number | undefined): void =>
  document.getElementById(`cell-${id}`)?.focus({ preventScroll: true });
