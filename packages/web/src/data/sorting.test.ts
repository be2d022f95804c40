import { expect, test } from 'vitest';
import { BY_FOLDERS, changedSettings, moveFiles, sortFiles, withOwnPaths } from './sorting.js';

test('folders tell patients, and nothing has to be said then; archives wait until they are read', () => {
  const paths = ['s/P1/a.png', 's/P2/b.png', 's/P1/c.png', 'more.zip'];
  expect(sortFiles(paths, BY_FOLDERS)).toEqual([
    { code: 'P1', paths: ['s/P1/a.png', 's/P1/c.png'] },
    { code: 'P2', paths: ['s/P2/b.png'] },
  ]);
  expect(changedSettings(paths, BY_FOLDERS, BY_FOLDERS)).toEqual([]);
});

test('what a person moves and the chosen rule are told to the server, and only those', () => {
  const rule = { from: 'pattern', pattern: '{patient}_*' } as const;
  const sorting = moveFiles({ ...BY_FOLDERS, rule }, ['K7_2.png'], 'K9');
  const paths = ['K7_1.png', 'K7_2.png', 'K8_1.png'];
  expect(sortFiles(paths, sorting).map(({ code }) => code)).toEqual(['K7', 'K9', 'K8']);
  expect(changedSettings(paths, BY_FOLDERS, sorting)).toEqual([
    { setting: 'patients', from: 'pattern', pattern: '{patient}_*' },
    { setting: 'files', files: ['K7_2.png'], patient: 'K9' },
  ]);
});

test('pictures of a camera that all have one name get names of their own', () => {
  const file = new File([], 'image.jpg');
  const taken = [
    { file, path: 'image.jpg' },
    { file, path: 'image.jpg' },
  ];
  expect(withOwnPaths(taken, ['K7/image.jpg'], 'K7').map(({ path }) => path)).toEqual([
    'K7/image (2).jpg',
    'K7/image (3).jpg',
  ]);
});
