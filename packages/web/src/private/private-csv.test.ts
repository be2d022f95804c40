import type { ApiPicture, ApiResults } from '@giemsa/server';
import { expect, test } from 'vitest';
import { privateCsv } from './private-csv.js';

const picture: ApiPicture = {
  ...{
    id: '1',
    name: 'P1/a.png',
    width: 1,
    height: 1,
    label: null,
    patient: 'P1',
    status: 'done',
    reason: null,
  },
  ...{
    class: 'infected',
    final_class: 'infected',
    probability: 0.75,
    unsure: true,
    model_sha256: 'abc',
    correction: null,
    reading: null,
  },
};

test("the table has the columns of the server's export, decided at the threshold", () => {
  const results: ApiResults = {
    batch: { model: 'm' } as ApiResults['batch'],
    files: { refused: [], missing: [] },
    sorting: { from: 'names', pattern: null, set: null },
    ...{ model_sha256: 'abc', model_replaced: false, class_names: ['healthy', 'infected'], threshold: 0.7 },
    ...{ threshold_from: 'the model’s', threshold_set: null, own_threshold: 0.7 },
    ...{ calibration: 'none', software: 'giemsa 1' },
    ...{ positive_class: 'infected', unsure_half_width: 0.5, pictures: [picture] },
  };
  expect(privateCsv(results, 0.95).trim().split(/\r?\n/)).toEqual([
    'file,patient,label,status,model_class,unsure,probability_infected,final_class,verdict,reviewer,reviewed_at,reason,threshold,threshold_from,model,model_sha256,calibration,software',
    'P1/a.png,P1,,done,healthy,false,0.75,healthy,,,,,0.95,chosen by hand,m,abc,none,giemsa 1',
  ]);
});
