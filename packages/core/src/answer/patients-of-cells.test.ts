import { describe, expect, test } from 'vitest';
import { FOLDERS, NAMES, patientsOfFiles } from './patients-of-files.js';

const CLASSES = ['Parasitized', 'Uninfected'];
/** Of a cell that was uploaded alone; null where nothing tells it. */
const patientOf = (file: string, classNames: readonly string[]) =>
  patientsOfFiles([file], NAMES, new Map(), classNames)(file) ?? null;

describe('a file that is named as the NIH names its cells', () => {
  test.each([
    ['C100P61ThinF_IMG_20150918_144104_cell_162.png', 'C100P61ThinF'],
    ['Parasitized/C100P61ThinF_IMG_20150918_144104_cell_162.png', 'C100P61ThinF'],
    ['ward 3/C100P61ThinF_IMG_20150918_144104_cell_162.png', 'C100P61ThinF'],
    ['C51AP12thinF_IMG_1_cell_2.png', 'C51AP12thinF'],
    ['c51ap12thinf_img_1_cell_2.png', 'c51ap12thinf'],
    // One patient, photographed on two microscopes.
    ['C47P8thin_Original_Motic_IMG_1_cell_2.png', 'C47P8thinOriginalOlympusCX21'],
    ['C47P8thinOriginalOlympusCX21_IMG_1_cell_2.png', 'C47P8thinOriginalOlympusCX21'],
    ['C33-cell-2.png', 'C33'],
    ['ward 3/C33-cell-2.png', 'C33'],
  ])('%s: %s', (file, patient) => {
    expect(patientOf(file, CLASSES)).toBe(patient);
  });
});

describe('a folder is a patient', () => {
  test.each([
    ['P12/cell_1.png', 'P12'],
    ['upload/P12/cell_1.png', 'P12'],
    ['P12/IMG_2018.png', 'P12'],
    ['P12/_IMG_2018.png', 'P12'],
    ['P12/C33.png', 'P12'],
    ['P12\\cell_1.png', null],
  ])('%s: %s', (file, patient) => {
    expect(patientOf(file, CLASSES)).toBe(patient);
  });

  test.each([
    'Parasitized/cell_1.png',
    'parasitized/cell_1.png',
    'set/Uninfected/cell_1.png',
    // The class in other words than the model's.
    'infected/cell_1.png',
    'Healthy/cell_1.png',
  ])('unless it names a class: %s', (file) => {
    expect(patientOf(file, CLASSES)).toBeNull();
  });

  test('a code that has a word of a class in it is one', () => {
    expect(patientOf('malaria-007/cell_1.png', CLASSES)).toBe('malaria-007');
  });

  test.each([['class_0'], ['0']])('unless the class is called %s', (name) => {
    expect(patientOf(`${name}/a.png`, [name, 'class_1'])).toBeNull();
  });
});

describe('nothing says it', () => {
  test.each(['cell_33.png', 'C33.png', 'IMG_2018.png', 'photo_img1.png', '/cell.png', ''])(
    '%j: null',
    (file) => {
      expect(patientOf(file, CLASSES)).toBeNull();
    },
  );
});

test('cells go by the rule that persons chose, as fields do: folders, patterns, and what was said of a file', () => {
  const names = ['a/P1/C33-cell-2.png', 'b/P1/cell.png', 'Parasitized/K7_1.png', 'K8_2.png'];
  const codes = (
    ...rule: Parameters<typeof patientsOfFiles> extends [unknown, ...infer Rest] ? Rest : never
  ) => names.map(patientsOfFiles(names, ...rule));
  expect(codes(FOLDERS, new Map(), CLASSES)).toEqual(['a/P1', 'b/P1', undefined, undefined]);
  const pattern = { from: 'pattern', pattern: '{patient}_*' } as const;
  expect(codes(pattern, new Map([['K8_2.png', 'Doe']]), CLASSES)).toEqual(['a/P1', 'b/P1', 'K7', 'Doe']);
});
