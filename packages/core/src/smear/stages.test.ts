import { describe, expect, it } from 'vitest';
import type { Stage } from '../answer/stage.js';
import { countStages, isAsked, type StageCall, sureStage } from './stages.js';

const call = (name: Stage, probability: number | null): { stage: StageCall } => ({
  stage: { name, probability },
});

describe('stages of infected cells', () => {
  it('a stage is said from 0.7 on, and a person is always sure', () => {
    expect(sureStage(call('gametocyte', 0.7))).toBe('gametocyte');
    expect(sureStage(call('gametocyte', 0.69))).toBeUndefined();
    expect(sureStage(call('schizont', null))).toBe('schizont');
    expect(sureStage({})).toBeUndefined();
  });
  it('are counted; what is not sure, and what nobody asked for, is apart', () => {
    const cells = [
      call('ring', 0.9),
      call('ring', 0.8),
      call('gametocyte', 0.6),
      call('gametocyte', null),
      {},
    ];
    expect(countStages(cells)).toEqual({
      ...{ rings: 2, trophozoites: 0, schizonts: 0, gametocytes: 1 },
      stageUnsure: 2,
    });
  });
  it('are asked of cells that a lower threshold may call infected, and of no other', () => {
    expect([null, 0.01, 0.05, 0.9].map(isAsked)).toEqual([false, false, true, true]);
  });
});
