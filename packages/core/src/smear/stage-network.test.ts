import { modelToOnnx } from '@giemsa/nn';
import { describe, expect, it } from 'vitest';
import { UnusableModel } from '../errors/kinds.js';
import { HEAD_KEY, readHead, stageHead } from './stage-network.js';

const FILE = 'models/stages/model.onnx';

const fileOf = (said?: string) =>
  modelToOnnx(stageHead(8, 2), said === undefined ? {} : { metadata: { [HEAD_KEY]: said } });

describe('the file of the network of stages', () => {
  it('says its stages and whose features it takes', () => {
    const said = { classNames: ['ring', 'gametocyte'], backbone: 'abc' };
    expect(readHead(fileOf(JSON.stringify(said)), FILE)).toMatchObject(said);
  });
  it.each([
    ['nothing about itself', undefined, 'it has no metadata'],
    ['what is no JSON', '{"classNames"', 'JSON'],
    ['no backbone', '{"classNames":["ring","gametocyte"]}', 'backbone'],
    ['a stage that is none', '{"classNames":["ring","egg"],"backbone":"abc"}', 'classNames'],
    ['fewer stages than outputs', '{"classNames":["ring"],"backbone":"abc"}', '2 outputs and names 1 stages'],
  ])('that says %s is refused by its name', (_, said, reason) => {
    const read = () => readHead(fileOf(said), FILE);
    expect(read).toThrow(UnusableModel);
    expect(read).toThrow(FILE);
    expect(read).toThrow(reason);
  });
});
