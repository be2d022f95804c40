const PREFIX = 'probability_';

/** The column of a class in every table of answers: `probability_Parasitized`. */
export const probabilityColumn = (className: string): string => PREFIX + className;

/** The class that a column of a table is of; `undefined` for any other column. */
export const classOfColumn = (column: string): string | undefined =>
  column.startsWith(PREFIX) ? column.slice(PREFIX.length) : undefined;
