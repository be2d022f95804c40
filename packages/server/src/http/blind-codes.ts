/** The codes of problems of a blind reading. */
export const BLIND_CODES = {
  blind: {
    means: 'The batch is read blind: what the model and others say is kept from who has not answered.',
    whatToDo: 'Answer the cell first, or let an administrator end the blind reading.',
    status: 409,
    title: 'Read blind',
  },
  'not-blind': {
    means: 'The batch was never read blind, so there are no two readers to compare.',
    whatToDo: 'Begin a blind reading before the first answer.',
    status: 409,
    title: 'Not read blind',
  },
  'answer-stands': {
    means: 'A blind answer cannot be changed, and a cell that is decided needs no further answer.',
    whatToDo: 'Leave it: where two readers differ, a third person decides.',
    status: 409,
    title: 'The answer stands',
  },
} as const;
