import { expect, test } from 'vitest';
import { inSnakeCase } from './snake-case.js';

test('keys come out in snake_case at every depth, and keys that are data as they are', () => {
  const value = {
    leftOut: [{ perPatient: null }],
    ci95Patients: [0, 1],
    perClass: { redCell: 1 },
    auc_roc: 1,
  };
  expect(inSnakeCase(value, ['perClass'])).toEqual({
    left_out: [{ per_patient: null }],
    ci95_patients: [0, 1],
    per_class: { redCell: 1 },
    auc_roc: 1,
  });
});
