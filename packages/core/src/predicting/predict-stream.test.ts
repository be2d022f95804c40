import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CellModel, openCellModel } from '../formats/cell-model.js';
import { predictStream } from './predict-stream.js';

let model: CellModel;
beforeAll(async () => {
  model = await openCellModel('default');
});
afterAll(() => model.release());

async function collect(pictures: unknown) {
  const batches = [];
  for await (const batch of predictStream(model, pictures as [])) batches.push(batch);
  return batches;
}

describe('predictStream, called from JavaScript,', () => {
  test.each<[string, unknown, RegExp]>([
    ['a path', 'cell.png', /^pictures must be a list of \{ name, source \}.*Received string$/],
    ['one picture', { name: 'a', source: 'a.png' }, /^pictures must be a list/],
    ['nothing', undefined, /^pictures must be a list .*Received undefined$/],
    ['paths', ['cell.png'], /^pictures\[0\] must be \{ name, source \}: .*Received string$/],
    ['bytes', [Buffer.from('x')], /^pictures\[0\] must be .*Received Buffer$/],
    [
      'another name',
      [
        { name: 'a', problem: 'no picture', source: '' },
        { file: 'a', source: 'a.png' },
      ],
      /^pictures\[1\] must be .*Received \{ file: string, source: string \}$/,
    ],
    [
      'an array of bytes',
      [{ name: 'a', source: new Uint8Array(3) }],
      /^pictures\[0\] .* a Buffer .*Received \{ name: string, source: Uint8Array \}$/,
    ],
  ])('says what it takes when it is given %s', async (_, pictures, message) => {
    await expect(collect(pictures)).rejects.toMatchObject({
      code: 'invalid-option',
      message: expect.stringMatching(message),
    });
  });

  test('skips pictures that cannot be read', async () => {
    const [batch] = await collect([{ name: 'a.png', source: Buffer.from('x') }]);
    expect(batch!.skipped).toMatchObject([{ file: 'a.png' }]);
  });
});
