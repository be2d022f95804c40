import { patientPage } from '@giemsa/core/internal/smear/patient-page';
import { type PatientSmear, parasitaemia, redCellCount } from '@giemsa/core/smear';
import { expect, test } from 'vitest';
import { presentParasitaemia } from '../http/present-smear.js';
import { patientReport } from './patient-report.js';
import type { Reported } from './reported.js';

const BLANKS = Array.from({ length: 10 }, () => ({ cells: 1000, falseAlarms: 1 }));
const FIELDS = Array.from({ length: 3 }, () => ({ counted: 700, infected: 20, gametocytes: 1 }));
const STAGES = { rings: 40, trophozoites: 12, schizonts: 3, gametocytes: 3, stageUnsure: 2 };

/** The words of a page, without its marks. */
const words = (page: string): string =>
  page.replaceAll(/<style>.*?<\/style>|<[^>]+>/gs, ' ').replaceAll(/\s+/g, ' ');

test.each([
  ['with a calibration', { sensitivity: null, blanks: BLANKS }, redCellCount({ haematocrit: '40' })],
  ['without one', undefined, redCellCount({})],
  [
    'where red cells are not known',
    { sensitivity: null, blanks: BLANKS },
    redCellCount({ haematocrit: ' ' }),
  ],
])(
  'the report of the page and that of giemsa smear say the same of a film, %s',
  async (_, rates, redCells) => {
    const figures = parasitaemia(FIELDS, redCells, rates);
    const seen = { inClumps: 2, cut: 1 };
    const smear: PatientSmear = { patient: 'P1', fields: [], parasitaemia: figures, seen, stages: STAGES };
    const facts = { made: new Date(0), method: {}, annotated: new Map(), reviewers: [] };
    const { stageUnsure, ...stages } = STAGES;
    const result = {
      ...{ patient: 'P1', batch: { id: 'b', name: 'ward' }, model: { id: 'm', sha256: 's' } },
      ...{
        software: 'giemsa',
        details: [],
        fields: [],
        left_out: [],
        cells: [],
        cannot_tell: [],
        accepted: [],
      },
      ...{ parasitaemia: presentParasitaemia(figures), seen: { in_clumps: 2, cut: 1 } },
      ...{ stages: { ...stages, stage_unsure: stageUnsure }, to_look_at: { of: 0, done: 0, readers: [] } },
      ...{ threshold: 0.5, threshold_from: 'the model’s', calibration: 'none', microscope: null, finder: '' },
    };
    const reported = { result, version: 1, signed: null, before: null, changes: [], isReplaced: false };
    const ofPage = words(await patientReport(reported as unknown as Reported, async () => null));
    const ofCommand = words(patientPage(smear, facts));
    const said = [
      'Thin blood film of P1',
      figures.statement,
      'called infected 3 of them gametocytes',
      'Stages are what a model says, or a person.',
      'A thin film cannot exclude malaria: repeat it',
      'Beside the count called infected but not counted',
      'Gametocytes 3, no part of the parasitaemia',
      ...(rates
        ? [
            'of asexual parasites, corrected for false alarms only',
            '(exact 95 %: ',
            'patients exceed the limit of blank',
          ]
        : ['parasitaemia not reported: see above', 'not known: the microscope is not calibrated']),
    ];
    for (const text of said) {
      expect(ofPage).toContain(text);
      expect(ofCommand).toContain(text);
    }
  },
);
