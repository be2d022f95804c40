import { counted } from '@giemsa/core/internal/counted';
import { type Message, option, text } from '@giemsa/core/internal/errors/text';
import type { ClassesReversed, TrainedOnThese, Warning } from '@giemsa/core/internal/events/warnings';

/** A warning in words. */
export function describeWarning(warning: Warning): Message {
  switch (warning.about) {
    case 'threshold-not-measured':
      return (
        'the threshold is the model’s own, for cells cut out by others: on whole fields it may call many healthy cells infected; ' +
        'measure it on fields without malaria: giemsa smear calibrate MODEL DIR'
      );
    case 'calibration-not-used':
      return `the calibration holds for its threshold ${warning.threshold} only: at another one there are counts, and no percentage and no density`;
    case 'threshold-chosen-on-these-cells':
      return (
        `the threshold ${warning.threshold.toPrecision(4)} was chosen on these same cells, which flatters sensitivity and specificity; ` +
        'choose it on others with giemsa calibrate'
      );
    case 'trained-on-these-cells':
      return trainedOnThese(warning);
    case 'classes-reversed':
      return classesReversed(warning);
    case 'listed-cells-missing':
      return `${warning.list}: ${counted(warning.missing, 'cell')} of ${warning.listed} listed, such as ${warning.first}, are not in this data set; the others are used`;
    case 'cache-not-written':
      return `decoded pictures could not be kept in ${warning.path}: ${warning.reason}`;
    case 'no-worker':
      return 'there is no worker; start one or more: giemsa worker --database URL';
    case 'database-away':
      return `the database does not answer (${warning.reason}); trying again`;
    case 'damaged-checkpoint':
    case 'queue-error':
      return warning.reason;
  }
}

function trainedOnThese({ cells, trained, splitFile }: TrainedOnThese): Message {
  if (trained === undefined) {
    return text`the model was trained on a part of this data set, so these figures flatter it; choose the cells it was not trained on by ${option('splitFile')}`;
  }
  return [
    `the model was trained on ${trained} of these ${counted(cells, 'cell')}, so these figures flatter it`,
    splitFile === undefined
      ? '; models that answer together need cells that none of them was trained on'
      : text`; add ${option('splitFile')} ${splitFile}`,
  ];
}

const classesReversed = ({ auc, classes, saidByFile }: ClassesReversed): Message => [
  `the AUC is ${auc.toFixed(4)}, below 0.5: the classes are probably the wrong way round; `,
  saidByFile
    ? 'the model’s file says their order, so look at the names of the folders'
    : text`if so, say their order by ${option('classes')} ${[...classes].reverse().join(',')}`,
];
