import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/support/room.js';
import { PictureFiles } from '../storage/picture-files.js';
import { readinessOf } from './readiness.js';

const folder = await temporaryFolder();
const files = new PictureFiles(folder, {} as never);

test('many who ask at a time, as strangers may, are answered by one look', async () => {
  let looks = 0;
  const whyNotReady = readinessOf({
    database: { executeSql: async () => ({ rows: [{ looks: ++looks }] }) },
    files,
  });
  const answers = await Promise.all(Array.from({ length: 50 }, whyNotReady));
  expect(answers.filter((reason) => reason !== undefined)).toEqual([]);
  expect(looks).toBe(1);
});
