/** Codes of problems with trainings. */
export const TRAINING_CODES = {
  'not-finished': {
    means: 'The training has not finished, or has no model.',
    whatToDo: 'Wait until it has, or train it again.',
    status: 409,
    title: 'Not finished',
  },
  'not-stopped': {
    means: 'The training was not stopped and has not failed.',
    whatToDo: 'Stop it first, or wait for it.',
    status: 409,
    title: 'Not stopped',
  },
  'not-started-here': {
    means: 'The training was started with the command line.',
    whatToDo: 'Stop and resume it there.',
    status: 409,
    title: 'Not started here',
  },
  'at-work': {
    means: 'The training is at work, or waits for its turn.',
    whatToDo: 'Stop it, then delete it.',
    status: 409,
    title: 'At work',
  },
  offered: {
    means: 'The model of the training is offered for use.',
    whatToDo: 'Take it back, then delete the training.',
    status: 409,
    title: 'Offered',
  },
} as const;
