import { labels } from './labels.js';

/** Words of the page of trainings. */
export const runs = {
  runs: {
    title: 'Runs',
    none: 'There are no runs in the server’s folder.',
    states: {
      waiting: 'waits for its turn',
      training: 'training',
      finished: 'finished',
      stopped: 'stopped',
      failed: 'failed',
    },
    failure: 'The training failed: {reason}',
    epochs: '{done, number} of {total, plural, one {# epoch} other {# epochs}}',
    epochsSoFar: '{done, plural, one {# epoch} other {# epochs}} so far',
    cells: '{count, plural, one {# cell} other {# cells}}',
    compare: 'Compare',
    report: 'Report with all figures and mistakes',
    start: 'Start a training',
    data: labels.data,
    recipe: labels.recipe,
    epochsLabel: 'Epochs (empty: as in the recipe)',
    noEpochs: '“{text}” is not a whole number of epochs.',
    go: 'Train',
    publishing: {
      notYet: 'Its model is not offered for use. Look at its figures first.',
      published: 'Its model is offered for use: published by {by}, {at}.',
      publish: 'Publish its model',
      withdraw: 'Do not offer it any more',
    },
    noData: 'The server offers no folder to train on; start it with --dataset FOLDER.',
    accuracy: 'Accuracy',
    loss: 'Loss',
    train: 'training',
    validation: 'validation',
    epoch: 'epoch',
    confusion: 'Confusion matrix',
    predicted: 'predicted',
  },
} as const;
