import { expect, test } from 'vitest';
import { type PatientRule, patientByPattern, patientsOfFiles, patternProblem } from './patients-of-files.js';

const codes = (names: readonly string[], rule?: PatientRule, said?: ReadonlyMap<string, string>) =>
  names.map(patientsOfFiles(names, rule, said));

test('one folder is one patient; folders of one name keep their whole paths', () => {
  const names = ['b/Doe/1.png', 'a/Roe/1.png', 'c/Doe/1.png', '1.png', 'b/Doe/2.png'];
  expect(codes(names)).toEqual(['b/Doe', 'Roe', 'c/Doe', 'slide', 'b/Doe']);
  expect(patientsOfFiles(names)('d/Poe/1.png')).toBeUndefined();
});

test('names and patterns tell patients of loose files; a file that they do not tell goes by its folder', () => {
  const names = ['C12P3_IMG_1.png', 'x/plain.png'];
  expect(codes(names, { from: 'names', pattern: null })).toEqual(['C12P3', 'x']);
  const rule = { from: 'pattern', pattern: 'film-{patient}-*' } as const;
  expect(codes(['film-K7-1.jpg', 'film-K8-b-2.jpg', 'x/other.jpg'], rule)).toEqual(['K7', 'K8', 'x']);
});

test('what a person said of a file holds before every rule', () => {
  const said = new Map([['P1/a.png', 'K7']]);
  expect(codes(['P1/a.png', 'P1/b.png'], undefined, said)).toEqual(['K7', 'P1']);
});

test.each([
  ['{patient}', 'a/K7.png', 'K7'],
  ['{patient}_*', 'K7_1_2.png', 'K7'],
  ['*_{patient}', '2024_K7.png', 'K7'],
  ['*-{patient}_f*', 'w-K7_f1.png', 'K7'],
  ['{patient}_f', 'K7_f_f.png', 'K7_f'],
  ['{patient}_*', '_1.png', undefined],
  ['{patient}_*', 'K7.png', undefined],
  ['a{patient}b', 'ab.png', undefined],
  ['K.{patient}+*', 'K.7+x.png', '7'],
])('%s in %s is %s', (pattern, name, patient) => {
  expect(patientByPattern(name, pattern)).toBe(patient);
});

test('a pattern that cannot tell where the patient ends is refused', () => {
  expect(patternProblem('{patient}_*')).toBeUndefined();
  expect(patternProblem('P*')).toContain('must contain {patient} once');
  expect(patternProblem('{patient}{patient}')).toContain('must contain {patient} once');
  expect(patternProblem('{patient}*')).toContain('directly beside');
});

test('a long name is read once, whatever the pattern', () => {
  const name = `${'a-'.repeat(150)}.png`;
  const start = performance.now();
  for (let k = 0; k < 1000; k++) patientByPattern(name, `*-{patient}${'-*'.repeat(60)}-b`);
  expect(performance.now() - start).toBeLessThan(2000);
});
