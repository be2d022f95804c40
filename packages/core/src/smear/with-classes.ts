import type { SmearField } from './analyse-field.js';
import { finalClass, modelClass } from './edit-field.js';

/** A field as JSON has it: each cell with what the model says, and with what counts. */
export const withClasses = (field: SmearField) => ({
  ...field,
  cells: field.cells.map((cell) => ({ ...cell, modelClass: modelClass(cell), finalClass: finalClass(cell) })),
});

/** The same of many fields, one at a time: a run may have more cells than fit into memory twice. */
export const eachWithClasses = (fields: readonly SmearField[]) => ({
  *[Symbol.iterator]() {
    for (const field of fields) yield withClasses(field);
  },
});
