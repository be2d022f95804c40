import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/support/room.js';
import { Busy } from '../refusals.js';
import { TrainingStarter } from './start-training.js';

test('of several trainings that are started at the same moment one runs', async () => {
  const folder = await temporaryFolder();
  const cells = join(folder, 'cells');
  await mkdir(cells);
  const starter = new TrainingStarter(join(folder, 'runs'), [cells], () => undefined);
  const request = { data: cells, recipe: 'fast' };
  const started = await Promise.allSettled(Array.from({ length: 5 }, () => starter.start(request)));
  await starter.stop();
  expect(started.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const one of started) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(Busy);
});
