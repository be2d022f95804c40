import type { ApiPicture, ApiResults } from '@giemsa/server';
import { describe, expect, test } from 'vitest';
import { arranged, decidedAt, isMistakeAt } from './read-batch.js';

const picture = (probability: number, more: Partial<ApiPicture> = {}): ApiPicture => ({
  ...{ id: String(probability), name: `${probability}.png`, width: 1, height: 1, label: null, patient: null },
  ...{
    status: 'done',
    reason: null,
    class: 'healthy',
    final_class: null,
    unsure: null,
    model_sha256: null,
    correction: null,
    reading: null,
  },
  ...{ probability, ...more },
});

const results = (classNames: string[], ...pictures: ApiPicture[]): ApiResults => ({
  batch: {} as ApiResults['batch'],
  files: { refused: [], missing: [] },
  sorting: { from: 'names', pattern: null, set: null },
  ...{ model_sha256: '', model_replaced: false, class_names: classNames, positive_class: 'infected' },
  ...{ threshold: 0.5, threshold_from: '', threshold_set: null, own_threshold: 0.5, calibration: 'none' },
  ...{ software: '', unsure_half_width: 0.5, pictures },
});

const TWO = ['healthy', 'infected'];
const shown = (of: ApiResults, threshold: number, filter: 'all' | 'unsure' = 'all') =>
  arranged(of, threshold, 'unsure', filter).map(({ probability }) => probability);

describe('the least certain pictures come first', () => {
  test('by the distance in logits, as the unsure band is drawn', () => {
    expect(shown(results(TWO, picture(0.99), picture(0.75)), 0.9)).toEqual([0.75, 0.99]);
  });

  test('of more than two classes, those with the least probable answer', () => {
    const three = results(['a', 'b', 'c'], picture(0.5), picture(0.4), picture(0.9));
    expect(shown(three, 0.5)).toEqual([0.4, 0.5, 0.9]);
  });
});

describe('another threshold', () => {
  const batch = results(TWO, picture(0.5, { unsure: true }), picture(0.8, { unsure: false }));

  test('moves the unsure band', () => {
    expect(shown(batch, 0.5, 'unsure')).toEqual([0.5]);
    expect(shown(batch, 0.8, 'unsure')).toEqual([0.8]);
  });

  test('moves class and band together', () => {
    expect(decidedAt(batch, batch.pictures[1]!, 0.85)).toEqual({ class: 'healthy', unsure: true });
    expect(decidedAt(batch, batch.pictures[1]!, 0.2)).toEqual({ class: 'infected', unsure: false });
  });

  test('says nothing of a picture without an answer', () => {
    const none = picture(0, { probability: null, class: null, status: 'refused' });
    expect(decidedAt(batch, none, 0.2)).toEqual({ class: null, unsure: null });
  });
});

describe('a person’s answer', () => {
  const said = (verdict: 'agree' | 'disagree' | 'skip', label: string | null) => ({
    ...{ verdict, label, reviewer: 'AB', created: '' },
  });
  const agreed = picture(0.4, { correction: said('agree', 'healthy') });
  const skipped = picture(0.6, { correction: said('skip', null) });
  const refused = { status: 'refused', probability: null, class: null } as const;
  const called = picture(1, { ...refused, correction: said('disagree', 'infected') });
  const batch = results(TWO, agreed, skipped, picture(2, refused), called);
  const ids = (threshold: number, filter: Parameters<typeof arranged>[3]) =>
    arranged(batch, threshold, 'upload', filter).map(({ id }) => id);

  test('stands at every threshold; what was skipped follows it', () => {
    expect(ids(0.1, 'class:infected')).toEqual(['0.6', '1']);
    expect(ids(0.9, 'class:healthy')).toEqual(['0.4', '0.6']);
  });

  test('is what makes a picture reviewed: a skipped one is not', () => {
    expect(ids(0.5, 'unreviewed')).toEqual(['0.6']);
  });

  test('is given to refused pictures too, which then count', () => {
    expect(ids(0.5, 'refused')).toEqual(['2', '1']);
    expect(ids(0.5, 'all')).toEqual(['0.4', '0.6', '1']);
  });
});

describe('a picture whose known class is not the model’s', () => {
  const refused = picture(0, { probability: null, class: null, status: 'refused', label: 'infected' });
  const missed = picture(0.1, { label: 'infected' });
  const batch = results(TWO, refused, missed, picture(0.9, { label: 'infected' }));

  test('is a mistake; one that was refused is none', () => {
    expect(batch.pictures.map((one) => isMistakeAt(batch, one, 0.5))).toEqual([false, true, false]);
  });
});
