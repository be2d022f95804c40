// What runs in a browser as it runs on a server: nothing here, or in what it imports, needs Node.js.
export { checkProbabilities } from './answer/check-probabilities.js';
export { type PositiveClass, positiveClass } from './answer/positive-class.js';
export { toCsv } from './files/csv.js';
export type { Gate } from './gate/gate.js';
export { refuse } from './gate/refuse.js';
export type { Pixels } from './pictures/resize.js';
