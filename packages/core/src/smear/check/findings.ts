import { counted } from '../../counted.js';
import { FIELD_RULES } from '../field-quality.js';
import { median } from '../statistics/median.js';
import type { CheckedField } from './field-facts.js';
import { lightFinding, sharpnessFinding } from './light.js';
import { doubtFinding, likenessFinding } from './model-findings.js';

/** `good`: nothing to do; `look`: a person should look; `bad`: to be mended before cells are counted; `unknown`: this check cannot tell. */
export type Verdict = 'good' | 'look' | 'bad' | 'unknown';

/** One thing that was looked at. */
export interface Finding {
  readonly about:
    | 'fields'
    | 'cell_size'
    | 'same_microscope'
    | 'coverage'
    | 'clumps'
    | 'white_cells'
    | 'focus'
    | 'light'
    | 'doubt'
    | 'likeness';
  readonly verdict: Verdict;
  /** What was measured, in words. */
  readonly measured: string;
  /** What to do; empty where there is nothing to do. */
  readonly advice: string;
}

/** Verdicts for people. */
export const VERDICTS: Readonly<Record<Verdict, string>> = {
  good: 'good',
  look: 'look',
  bad: 'mend',
  unknown: 'cannot tell',
};

/** What a finding is about, for people. */
export const TITLES: Readonly<Record<Finding['about'], string>> = {
  fields: 'Fields that can be used',
  cell_size: 'Size of the cells',
  same_microscope: 'Taken in one way',
  coverage: 'Covered by cells',
  clumps: 'Cells in clumps',
  white_cells: 'White cells',
  focus: 'Focus',
  light: 'Light',
  doubt: 'Doubt of the model',
  likeness: 'Like the cells of training',
};

/** Cells of fewer pixels show chromatin dots, a tenth of a cell wide, in fewer than five. */
const GOOD_DIAMETER = 50;
/** Below it a dot has three pixels: rings and dirt look the same. */
const SMALL_DIAMETER = 30;
/** Largest diameter of a field as a multiple of the smallest: 1.13 to 1.6 in the fields of three microscopes. */
const STEADY = 1.35;
/** Share of the picture: the real thin fields that were looked at have 0.12 to 0.55. */
const USUAL_COVERAGE = [0.12, 0.6] as const;
/** Share of the cells that no figure holds: of real fields 0.04 at most, with few cells 0.18. */
const MANY_IN_CLUMPS = [0.1, 0.25] as const;
/** Share of the fields set aside. */
const MANY_REFUSED = 0.25;
/** Fewer fields or cells say little. */
const ENOUGH_FIELDS = 8;
const ENOUGH_CELLS = 300;

/** What to do about fields that a rule sets aside. */
const RULE_ADVICE: Readonly<Record<(typeof FIELD_RULES)[number], string>> = {
  grey: 'photograph in colour, without the camera’s black-and-white setting',
  thick: 'take fields where the cells lie side by side, near the feathered edge of a thin film',
  shapes: 'look whether the pictures show a thin film; crowded places and dirt have such shapes',
  small: 'use the oil immersion objective (100×), and the camera’s full resolution',
  sparse: 'take fields where cells cover a fifth to a half of the picture',
  blurred: 'focus on the cells, clean the objective, and keep the camera still',
};

/** All that can be said of the fields, the most important first. */
export function findingsOf(
  fields: readonly CheckedField[],
  mixed: readonly string[],
  hasGate: boolean,
): Finding[] {
  const used = fields.filter(({ problem }) => problem === null);
  const about = [fieldsFinding(fields, used)];
  if (used.length === 0) return about;
  return [
    ...about,
    sizeFinding(used),
    mixedFinding(mixed),
    doubtFinding(used),
    likenessFinding(used, hasGate),
    sharpnessFinding(fields),
    lightFinding(used),
    coverageFinding(used),
    clumpFinding(used),
    whiteCellFinding(used),
  ];
}

const percent = (share: number) => `${Math.round(100 * share)} %`;
const total = (fields: readonly CheckedField[], of: (field: CheckedField) => number) =>
  fields.reduce((sum, field) => sum + of(field), 0);

function fieldsFinding(fields: readonly CheckedField[], used: readonly CheckedField[]): Finding {
  const cells = total(used, (field) => field.counted);
  const refused = fields.length - used.length;
  const rules = FIELD_RULES.filter((rule) => fields.some((field) => field.rule === rule));
  const few = used.length < ENOUGH_FIELDS || cells < ENOUGH_CELLS;
  const without = fields.filter(({ redCells, isRead }) => isRead && redCells === 0).length;
  const advice = [
    ...(without > 0
      ? [
          `${counted(without, 'field')} without red cells: are they of a thin film? Thick films have none left, and are not counted here`,
        ]
      : []),
    ...rules.map((rule) => `${rule}: ${RULE_ADVICE[rule]}`),
    ...(few
      ? [
          `give more fields: from ${ENOUGH_FIELDS} fields with ${ENOUGH_CELLS} cells on, this check can be relied on`,
        ]
      : []),
  ];
  return {
    about: 'fields',
    verdict: refused > MANY_REFUSED * fields.length ? 'bad' : refused > 0 || few ? 'look' : 'good',
    measured: `${used.length} of ${counted(fields.length, 'field')}, with ${counted(cells, 'whole red cell')}`,
    advice: advice.join('. '),
  };
}

function sizeFinding(used: readonly CheckedField[]): Finding {
  const sizes = used.map(({ cellDiameter }) => cellDiameter!).sort((a, b) => a - b);
  const [smallest, usual, largest] = [sizes[0]!, median(sizes), sizes.at(-1)!];
  const isSteady = largest <= STEADY * smallest;
  const advice: string[] = [];
  if (usual < GOOD_DIAMETER) {
    advice.push(
      `parasites are small in these pictures: use the oil immersion objective (100×), the camera’s full resolution, and no reduced copies; ${GOOD_DIAMETER} pixels or more are expected`,
    );
  }
  if (!isSteady) advice.push('keep objective, camera, zoom and picture size the same for all fields');
  return {
    about: 'cell_size',
    verdict: usual < SMALL_DIAMETER ? 'bad' : usual < GOOD_DIAMETER || !isSteady ? 'look' : 'good',
    measured: `${usual.toFixed(0)} pixels wide (fields: ${smallest.toFixed(0)} to ${largest.toFixed(0)}), ${isSteady ? 'steady' : 'not steady'}`,
    advice: advice.join('. '),
  };
}

const mixedFinding = (mixed: readonly string[]): Finding => ({
  about: 'same_microscope',
  verdict: mixed.length > 0 ? 'bad' : 'good',
  measured: mixed.length > 0 ? mixed.join('. ') : 'nothing tells of two magnifications or two microscopes',
  advice: mixed.length > 0 ? 'check the fields of each microscope by themselves' : '',
});

function coverageFinding(used: readonly CheckedField[]): Finding {
  const usual = median(used.map(({ coverage }) => coverage));
  const [low, high] = USUAL_COVERAGE;
  return {
    about: 'coverage',
    verdict: usual >= low && usual <= high ? 'good' : 'look',
    measured: `${percent(usual)} of the picture`,
    advice:
      usual < low
        ? 'take fuller places of the film: more fields are needed for as many cells'
        : usual > high
          ? 'take thinner places of the film: cells that lie on each other are not counted'
          : '',
  };
}

function clumpFinding(used: readonly CheckedField[]): Finding {
  const clumped = total(used, (field) => field.cellsInClumps);
  const share = clumped / Math.max(1, clumped + total(used, (field) => field.redCells));
  const [some, many] = MANY_IN_CLUMPS;
  return {
    about: 'clumps',
    verdict: share > many ? 'bad' : share > some ? 'look' : 'good',
    measured: `${percent(share)} of the red cells, which are not counted`,
    advice:
      share > some
        ? 'take places where cells lie apart, near the feathered edge; look at the clumps in the annotated pictures of giemsa smear'
        : '',
  };
}

function whiteCellFinding(used: readonly CheckedField[]): Finding {
  const white = total(used, (field) => field.whiteCells);
  const red = total(used, (field) => field.redCells);
  const others = `${counted(
    total(used, ({ platelets }) => platelets),
    'platelet',
  )}, ${total(used, ({ debris }) => debris)} taken for debris`;
  // Blood has one white cell for 500 to 1,000 red ones; of 3,000 labelled cells of blood films chosen for white cells, one in 13.
  const many = white > 0.02 * red;
  return {
    about: 'white_cells',
    verdict: white === 0 ? 'good' : 'look',
    measured: `${counted(white, 'white cell')} beside ${counted(red, 'red cell')}; ${others}`,
    advice:
      white === 0
        ? ''
        : `look at their gallery: are they white cells?${many ? ' There are many; red cells with large parasites that are taken for white cells would be missing from the count' : ''}`,
  };
}
