import { createHash } from 'node:crypto';
import { correctionWords } from '@giemsa/core/internal/smear/figure-words';
import type { ApiParasitaemia } from '../api-smear-types.js';
import { RESEARCH_USE } from './export-batch.js';
import type { Reported } from './reported.js';

// A patient's result as HL7 FHIR R4 (http://hl7.org/fhir/R4/). LOINC codes: 32700-7 "Microscopic
// observation [Identifier] in Blood by Malaria smear"; 53556-7 percent parasitaemia (Mayo Clinic Laboratories, test MALCT); 26453-1
// "Erythrocytes [#/volume] in Blood". What has no code that says just this has its name only: the density from a thin film, and the
// haematocrit, whose method is not known (20570-8 is one by calculation in LOINC 2.79). Units are UCUM's. No SNOMED CT: its codes need a
// licence.

const LOINC = 'http://loinc.org';
const UCUM = 'http://unitsofmeasure.org';
const ABSENT = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';

const CODES = {
  report: { code: '32700-7', text: 'Malaria parasites in a thin blood film' },
  parasitaemia: { code: '53556-7', text: 'Parasitaemia: red cells infected by asexual parasites' },
  redCells: { code: '26453-1', text: 'Red cells in blood' },
} as const;

const coded = ({ code, text }: { code: string; text: string }) => ({
  coding: [{ system: LOINC, code }],
  text,
});

interface Quantity {
  readonly value: number;
  readonly unit: string;
  readonly system: string;
  readonly code: string;
  readonly comparator?: '<' | '>=';
}

/** Three digits: no count of a film carries more. */
const quantity = (value: number, unit: string, code: string): Quantity => ({
  ...{ value: Number(value.toPrecision(3)), unit, system: UCUM, code },
});
const percent = (share: number) => quantity(100 * share, '%', '%');
const density = (value: number) => quantity(value, 'parasites/µL', '/uL');

/**
 * The result of a patient as a bundle of a DiagnosticReport, its Observations, the Device (program, model, threshold, calibration), and
 * the Patient by a code alone. What no person signed as it is stays `preliminary`; a later version than the first is `amended`.
 */
export function fhirBundle(reported: Reported): object {
  const { result, version, signed } = reported;
  const status = signed === null ? 'preliminary' : version === 1 ? 'final' : 'amended';
  const key = `${result.batch.id}\n${result.patient}`;
  const urlOf = (name: string) => `urn:uuid:${uuidOf(`${key}\n${name}`)}`;
  const common = {
    status,
    subject: { reference: urlOf('patient') },
    device: { reference: urlOf('device') },
  };
  const observations = observationsOf(reported).map((observation) => ({
    ...{ resourceType: 'Observation', category: [LABORATORY] },
    ...common,
    ...observation,
  }));
  const entries: [name: string, resource: object][] = [
    ['report', reportOf(reported, status, urlOf, observations.length)],
    ['patient', { resourceType: 'Patient', identifier: [{ value: result.patient }] }],
    ['device', deviceOf(reported, urlOf)],
    ...observations.map((resource, index): [string, object] => [`observation ${index}`, resource]),
  ];
  return {
    resourceType: 'Bundle',
    identifier: {
      system: 'urn:ietf:rfc:3986',
      value: urlOf(`bundle ${version} ${signed?.at ?? 'not signed'}`),
    },
    type: 'collection',
    timestamp: signed?.at ?? new Date().toISOString(),
    entry: entries.map(([name, resource]) => ({ fullUrl: urlOf(name), resource })),
  };
}

const LABORATORY = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }],
};

function reportOf(
  { result, version, signed, before, changes }: Reported,
  status: string,
  urlOf: (name: string) => string,
  observations: number,
): object {
  const { readers } = result.to_look_at;
  const notSigned = before
    ? `Changed after the sign-off by ${before.by} at ${before.at} (${changes.map(({ detail }) => detail).join('; ')}), and not signed again.`
    : 'Not signed.';
  const conclusion = [
    result.parasitaemia.statement,
    ...result.cannot_tell,
    signed ? `Signed by ${signed.by}.` : notSigned,
    RESEARCH_USE,
  ];
  return {
    resourceType: 'DiagnosticReport',
    meta: { versionId: String(version) },
    identifier: [{ system: 'urn:ietf:rfc:3986', value: urlOf('report') }],
    status,
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'PAR' }] }],
    code: coded(CODES.report),
    subject: { reference: urlOf('patient') },
    ...(signed && { issued: signed.at, resultsInterpreter: [{ display: signed.by }] }),
    ...(readers.length > 0 && { performer: readers.map((display) => ({ display })) }),
    result: Array.from({ length: observations }, (_, index) => ({
      reference: urlOf(`observation ${index}`),
    })),
    conclusion: conclusion.join(' '),
  };
}

function deviceOf({ result }: Reported, urlOf: (name: string) => string): object {
  const { model, threshold, threshold_from: from, calibration, finder, software } = result;
  const properties = {
    model: model.id,
    'SHA-256 of the model file': model.sha256,
    threshold: `${threshold} (${from})`,
    calibration,
    ...(finder !== '' && { 'cell finder': finder }),
  };
  return {
    resourceType: 'Device',
    identifier: [{ system: 'urn:ietf:rfc:3986', value: urlOf('device') }],
    deviceName: [{ name: 'giemsa', type: 'user-friendly-name' }],
    version: [{ type: { text: 'software' }, value: software }],
    property: Object.entries(properties).map(([text, value]) => ({
      ...{ type: { text }, valueCode: [{ text: value }] },
    })),
    note: [{ text: RESEARCH_USE }],
  };
}

function observationsOf({ result }: Reported): object[] {
  const { parasitaemia: p, stages, blood } = result;
  const { haematocrit, red_cells: redCells } = blood;
  const measured =
    haematocrit === null ? Number.NaN : Number(haematocrit.trim().replace(',', '.') || Number.NaN);
  return [
    { code: { text: 'Red cells counted' }, valueInteger: p.counted },
    {
      code: { text: 'Red cells that are infected, as counted' },
      valueInteger: p.infected,
      ...(stages && {
        component: Object.entries(stages).map(([name, valueInteger]) => ({
          ...{ code: { text: name === 'stage_unsure' ? 'stage unsure' : name }, valueInteger },
        })),
      }),
    },
    {
      code: coded(CODES.parasitaemia),
      ...figure(p, p.corrected, percent),
    },
    ...(p.corrected?.per_microlitre
      ? [
          {
            code: { text: 'Parasite density from a thin film' },
            ...figure(p, p.corrected.per_microlitre, density, p.red_cells.words),
          },
        ]
      : []),
    ...(Number.isNaN(measured)
      ? []
      : [{ code: { text: 'Haematocrit' }, valueQuantity: quantity(measured, '%', '%') }]),
    ...(redCells === null
      ? []
      : [{ code: coded(CODES.redCells), valueQuantity: quantity(redCells, 'cells/µL', '/uL') }]),
  ];
}

type Share = NonNullable<ApiParasitaemia['raw']>;

/** Where nothing can be told there is no value, only the sentence that says why; a bound is none but a bound. */
function figure(
  p: ApiParasitaemia,
  share: Share | null,
  inUnits: (value: number) => Quantity,
  note?: string,
): object {
  if (!share) {
    return { dataAbsentReason: { coding: [{ system: ABSENT, code: 'unknown' }], text: p.statement } };
  }
  const [low, high] = share.ci95;
  const value: Quantity = p.is_bound
    ? { ...inUnits(high), comparator: '<' }
    : { ...inUnits(share.value), ...(!p.is_sensitivity_known && { comparator: '>=' as const }) };
  const words = correctionWords({ isSensitivityKnown: p.is_sensitivity_known });
  return {
    valueQuantity: value,
    component: [
      { code: { text: '95 % interval, lower end' }, valueQuantity: inUnits(low) },
      { code: { text: '95 % interval, upper end' }, valueQuantity: inUnits(high) },
    ],
    note: [{ text: note === undefined ? words : `${words}; ${note}` }],
  };
}

/** Always the same for the same name. */
function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
  return [...parts, hex.slice(20, 32)].join('-');
}
