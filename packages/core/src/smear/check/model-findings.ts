import { counted } from '../../counted.js';
import type { CheckedField } from './field-facts.js';
import type { Finding } from './findings.js';
import { distanceOf, GROUP_NAMES, usualLikeness } from './likeness.js';

/** Fewer cells say nothing of a model’s doubt. */
const FEWEST_CELLS = 50;

/**
 * Share of cells with a probability between 5 and 95 %, in ten fields at a time. For `models/smear`, on the three microscopes of its
 * training: 2 to 17 %, but for two groups with few cells. For a model made in the same way without one of them, from one half of the
 * fields: 24 to 50 % there, 11 to 25 % on other fields of the first.
 */
const LITTLE_DOUBT = 0.17;
const MUCH_DOUBT = 0.25;

/**
 * Distances of fields from the cells of training, the median over cells for each feature: fields of the microscope of training up
 * to 1.3 (colour, two stains: 2.1), of one with small pictures 0.9 to 7.2. Another stain at the same size, 0.2 to 1.7, is not told.
 */
const ALIKE = 1.7;
const UNLIKE = 3;

/** What the model's own probabilities tell: it separates microscopes that the distance of features does not. */
export function doubtFinding(used: readonly CheckedField[]): Finding {
  const cells = used.reduce((sum, field) => sum + field.counted, 0);
  const doubtful = used.reduce((sum, field) => sum + field.doubtful, 0);
  if (cells < FEWEST_CELLS) {
    return {
      ...{ about: 'doubt', verdict: 'unknown' },
      measured: `${counted(cells, 'cell')} are too few to tell`,
      advice: `give fields with ${FEWEST_CELLS} whole red cells or more`,
    };
  }
  const share = doubtful / cells;
  return {
    about: 'doubt',
    verdict: share <= LITTLE_DOUBT ? 'good' : share <= MUCH_DOUBT ? 'look' : 'bad',
    measured: `${(100 * share).toFixed(1)} % of the cells get a probability between 5 and 95 % (on cells like those of training: up to ${100 * LITTLE_DOUBT} %)`,
    advice:
      share <= LITTLE_DOUBT
        ? 'a model can be sure and wrong: before you count, measure it on patients without malaria with giemsa smear calibrate'
        : 'cells look unfamiliar to the model: measure it with giemsa smear calibrate before you trust a figure, and adapt it with corrected fields of your microscope (giemsa adopt)',
  };
}

/** What the features of the input gate tell. */
export function likenessFinding(used: readonly CheckedField[], hasGate: boolean): Finding {
  const usual = usualLikeness(used.flatMap(({ likeness }) => likeness ?? []));
  if (!hasGate || !usual) {
    return {
      ...{ about: 'likeness', verdict: 'unknown' },
      measured: hasGate
        ? 'no whole red cells to compare'
        : 'this model’s file does not hold what its cells looked like',
      advice: 'go by the doubt of the model',
    };
  }
  const distance = distanceOf(usual);
  const words = GROUP_NAMES.map((name) => `${name} ${usual[name].toFixed(1)}`).join(', ');
  const far = GROUP_NAMES.filter((name) => usual[name] > ALIKE);
  return {
    about: 'likeness',
    verdict: distance <= ALIKE ? 'good' : distance <= UNLIKE ? 'look' : 'bad',
    measured: `distance of features: ${words} (cells of training: 1)`,
    advice:
      far.length === 0
        ? 'no difference in these features; another stain or camera may still be new to the model, so go by its doubt'
        : `they differ in ${far.join(' and ')}: ${far.map((name) => ADVICE[name]).join('; ')}`,
  };
}

const ADVICE: Readonly<Record<(typeof GROUP_NAMES)[number], string>> = {
  colour: 'look at stain, pH of the buffer and white balance',
  texture: 'look at focus, size of the pictures and compression; save at the best quality',
  outline: 'look at the annotated pictures of giemsa smear: are the outlines right?',
};
