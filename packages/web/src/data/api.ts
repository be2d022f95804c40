import type { ApiCorrection, ApiFieldEdit, ApiSet } from '@giemsa/server';
import createClient from 'openapi-fetch';
import { texts } from '../texts.js';
import type { paths } from './api-schema.js';
import { inLabels } from './in-labels.js';

/** What the server answers when it cannot do what was asked. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** Stable, as the API documents it. */
    readonly code?: string,
  ) {
    super(message);
  }
}

export const BASE = './api/v1';

/** What a person can say about a picture. */
export type Verdict = ApiCorrection['verdict'] | 'answer' | 'take back';

/** How numbers of a table are written. */
export type Decimals = 'point' | 'comma';

/** A part of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the next part begins; `undefined` if this is the last. */
  readonly next: string | undefined;
}

/**
 * Paths, parameters and answers are typed by the API's description: `npm run api:client`. Versions of openapi-fetch after 0.15 take
 * pairs and boxes in answers for lists of any length.
 */
export const { GET, POST, PUT, DELETE } = createClient<paths>({ baseUrl: '.', fetch: send });

/** @throws ApiError when the server cannot do what was asked; Error when it cannot be reached */
async function send(request: Request): Promise<Response> {
  const response = await fetch(request).catch((reason: Error) => {
    // Browsers tell a lost connection in words of their own.
    throw new Error(texts.unreachable, { cause: reason });
  });
  if (response.ok) return response;
  const { code, detail } = (await response.json().catch(() => ({}))) as { code?: string; detail?: string };
  if (response.status === 401) window.dispatchEvent(new Event('giemsa-token-needed'));
  const words = problemText(code) ?? (detail === undefined ? undefined : inLabels(detail));
  throw new ApiError(response.status, words ?? texts.status({ status: response.status }), code);
}

/** What is told of a problem by its code; all others, in the server's words (texts/en/problems.ts). */
const problemText = (code: string | undefined): string | undefined =>
  (texts.problem as Readonly<Record<string, string>>)[code ?? ''];

/** Only answers come here: what else the server says was thrown. */
export const answered = async <Data>(answer: Promise<{ data?: Data }>): Promise<Data> =>
  (await answer).data as Data;

/** A part of a list, and where the next one begins. */
export async function pageOf<Item>(
  answer: Promise<{ data?: Item[]; response: Response }>,
): Promise<Page<Item>> {
  const { data, response } = await answer;
  const [, query] = /<[^>?]*\?([^>]*)>; rel="next"/.exec(response.headers.get('link') ?? '') ?? [];
  return { items: data as Item[], next: new URLSearchParams(query).get('after') ?? undefined };
}

/** Where the next part of a list begins. */
export const from = (after: string | undefined) => (after === undefined ? {} : { after });

/** What a person says of a picture; who disagrees says what it is. */
function wordOf(verdict: Verdict, label: string | null, reviewer: string) {
  if (verdict === 'take back') return { verdict, reviewer };
  return verdict === 'disagree' ? { verdict, label: label!, reviewer } : { verdict, label, reviewer };
}

/** Who decides, where no tokens are asked for. */
export const signed = (by: string | undefined) => (by === undefined ? {} : { by });

/** Which entries of the log. */
interface LogFilter {
  readonly batch?: string;
  readonly person?: string;
}

/** Parts of a path. */
export const of = <Path extends object>(path: Path) => ({ params: { path } });

type NewBatch = NonNullable<paths['/api/v1/batches']['post']['parameters']['query']>;

const at = (threshold: number | undefined) => (threshold === undefined ? {} : { threshold });

/** What a person sets for everybody; who it is comes from the token, where there is one. */
export type SetSetting = ApiSet | { readonly setting: 'name'; readonly name: string };

export const api = {
  models: () => answered(GET('/api/v1/models')),
  batches: (after?: string) => pageOf(GET('/api/v1/batches', { params: { query: from(after) } })),
  /** A few at a time. @param search a part of their names */
  recentBatches: (search: string, after?: string) =>
    pageOf(
      GET('/api/v1/batches', {
        params: { query: { limit: 20, ...(search !== '' && { search }), ...from(after) } },
      }),
    ),
  summary: (batch: string) => answered(GET('/api/v1/batches/{batch}/summary', of({ batch }))),
  /** @param by who looks, where tokens are of nobody */
  results: (batch: string, by?: string) =>
    answered(GET('/api/v1/batches/{batch}/results', { params: { path: { batch }, query: signed(by) } })),
  agreement: (batch: string, by: string | undefined) =>
    answered(GET('/api/v1/batches/{batch}/agreement', { params: { path: { batch }, query: signed(by) } })),
  picture: (picture: string, by: string | undefined) =>
    answered(GET('/api/v1/pictures/{picture}', { params: { path: { picture }, query: signed(by) } })),
  log: (filter: LogFilter, limit: number) =>
    answered(GET('/api/v1/audit', { params: { query: { ...filter, limit } } })),
  /**
   * @param values as they were typed: the server says what does not fit
   * @param key the same for the same request sent again: it is done once
   */
  createBatch: (values: Readonly<Record<string, string>>, key: string) =>
    answered(
      POST('/api/v1/batches', { params: { query: values as NewBatch, header: { 'idempotency-key': key } } }),
    ),
  /** Pictures to train on, which no model reads. */
  createSet: (name: string) => answered(POST('/api/v1/labelled-sets', { body: { name } })),
  /** Says what is to come. */
  announce: (
    batch: string,
    files: readonly { name: string; bytes: number }[],
    leftOut: readonly { name: string; reason: string }[],
  ) =>
    answered(
      PUT('/api/v1/batches/{batch}/manifest', {
        ...of({ batch }),
        body: { files: [...files], left_out: [...leftOut] },
      }),
    ),
  files: (batch: string) => answered(GET('/api/v1/batches/{batch}/files', of({ batch }))),
  /** @param by the person, where no tokens are asked for */
  endUpload: (batch: string, by: string | undefined) =>
    answered(POST('/api/v1/batches/{batch}/manifest/end', { ...of({ batch }), body: signed(by) })),
  /** @param key the same for the same request sent again: it is done once */
  addPictures: (batch: string, form: FormData, key: string) =>
    answered(
      POST('/api/v1/batches/{batch}/pictures', {
        params: { path: { batch }, header: { 'idempotency-key': key } },
        // The description knows parts of a form as text.
        body: form as unknown as Record<string, never>,
        bodySerializer: () => form,
      }),
    ),
  movePictures: (batch: string, pictures: readonly string[]) =>
    answered(POST('/api/v1/batches/{batch}/moves', { ...of({ batch }), body: { pictures: [...pictures] } })),
  copyBatch: (batch: string, model: string) =>
    answered(POST('/api/v1/batches/{batch}/copies', { ...of({ batch }), body: { model } })),
  /** @param by the person, where no tokens are asked for */
  setForBatch: (batch: string, set: SetSetting, by: string | undefined) =>
    answered(POST('/api/v1/batches/{batch}/settings', { ...of({ batch }), body: { set, ...signed(by) } })),
  /** @param tried a threshold that is looked at and not set */
  smear: (batch: string, tried: number | undefined) =>
    answered(GET('/api/v1/batches/{batch}/smear', { params: { path: { batch }, query: at(tried) } })),
  patient: (batch: string, patient: string) =>
    answered(GET('/api/v1/batches/{batch}/patients/{patient}', of({ batch, patient }))),
  /** @param digest of the result that the person saw */
  sign: (batch: string, patient: string, digest: string, by: string | undefined) =>
    answered(
      POST('/api/v1/batches/{batch}/patients/{patient}/sign-off', {
        ...of({ batch, patient }),
        body: { digest, ...signed(by) },
      }),
    ),
  /** @param version that was signed; left out, the result as it is */
  patientFile: (batch: string, patient: string, file: 'report.html' | 'fhir.json', version?: number) =>
    `${BASE}/batches/${batch}/patients/${encodeURIComponent(patient)}/${file}${version === undefined ? '' : `?version=${version}`}`,
  /** @param decimals of a table */
  smearFile: (batch: string, file: string, decimals: Decimals) =>
    `${BASE}/batches/${batch}/smear/${file}${file.endsWith('.csv') && decimals === 'comma' ? '?decimals=comma' : ''}`,
  /** @param by who looks, where tokens are of nobody */
  fieldsToRead: (batch: string, by: string | undefined) =>
    answered(GET('/api/v1/batches/{batch}/readings', { params: { path: { batch }, query: signed(by) } })),
  fieldToRead: (picture: string, by: string | undefined) =>
    answered(GET('/api/v1/pictures/{picture}/reading', { params: { path: { picture }, query: signed(by) } })),
  readField: (picture: string, infected: readonly number[], notCells: readonly number[], reviewer: string) =>
    answered(
      POST('/api/v1/pictures/{picture}/readings', {
        ...of({ picture }),
        body: { infected: [...infected], not_cells: [...notCells], reviewer },
      }),
    ),
  field: (picture: string) => answered(GET('/api/v1/pictures/{picture}/field', of({ picture }))),
  editField: (picture: string, edit: ApiFieldEdit, reviewer: string) =>
    answered(POST('/api/v1/pictures/{picture}/edits', { ...of({ picture }), body: { edit, reviewer } })),
  /** @param threshold that the person saw the calls at, whatever holds by now */
  markField: (picture: string, corrected: boolean, reviewer: string, threshold: number) =>
    answered(
      PUT('/api/v1/pictures/{picture}/corrected', {
        params: { path: { picture }, query: { threshold } },
        body: { corrected, reviewer },
      }),
    ),
  fieldImage: (picture: string) => `${BASE}/pictures/${picture}/field.webp`,
  /** @param version changes with the cell's outline */
  cellImage: (picture: string, cell: number, kind: 'image' | 'heat' | 'around', version: string) =>
    `${BASE}/pictures/${picture}/cells/${cell}/${kind}?${new URLSearchParams({ version })}`,
  deleteBatch: (batch: string) => answered(DELETE('/api/v1/batches/{batch}', of({ batch }))),
  /** @returns what counts now of all that persons said */
  correct: (picture: string, verdict: Verdict, label: string | null, reviewer: string) =>
    answered(
      PUT('/api/v1/pictures/{picture}/correction', {
        ...of({ picture }),
        body: wordOf(verdict, label, reviewer),
      }),
    ),
  adoptions: () => answered(GET('/api/v1/adoptions')),
  published: () => answered(GET('/api/v1/published')),
  /** @param by the person, where no tokens are asked for */
  publish: (adoption: string, name: string, by: string | undefined) =>
    answered(
      POST('/api/v1/adoptions/{adoption}/publish', { ...of({ adoption }), body: { name, ...signed(by) } }),
    ),
  goBack: (name: string, by: string | undefined) =>
    answered(POST('/api/v1/published/{name}/back', { ...of({ name }), body: signed(by) })),
  correctedBatches: () => answered(GET('/api/v1/corrected-batches')),
  adoptionNeeds: (batches: readonly string[]) =>
    answered(POST('/api/v1/adoptions/needs', { body: { batches: [...batches] } })),
  adopt: ({ by, batches, model }: { batches: readonly string[]; model: string; by: string | undefined }) =>
    answered(POST('/api/v1/adoptions', { body: { batches: [...batches], model, ...signed(by) } })),
  calibrations: () => answered(GET('/api/v1/calibrations')),
  calibrationNeeds: (batches: readonly string[], model: string) =>
    answered(POST('/api/v1/calibrations/needs', { body: { batches: [...batches], model } })),
  calibrate: ({
    by,
    batches,
    ...request
  }: {
    batches: readonly string[];
    microscope: string;
    without_malaria: true;
    false_alarms_per_1000: number;
    model: string;
    by: string | undefined;
  }) =>
    answered(POST('/api/v1/calibrations', { body: { batches: [...batches], ...request, ...signed(by) } })),
  tasks: () => answered(GET('/api/v1/tasks')),
  stopTask: (task: string) => answered(POST('/api/v1/tasks/{task}/stop', of({ task }))),
  taskEvents: (task: string) => `${BASE}/tasks/${task}/events`,
  session: () => answered(GET('/api/v1/session')),
  logIn: (token: string) => answered(POST('/api/v1/session', { body: { token } })),
  logOut: () => answered(DELETE('/api/v1/session')),
  trash: (after?: string) => pageOf(GET('/api/v1/trash', { params: { query: from(after) } })),
  restore: (batch: string) => answered(POST('/api/v1/trash/{batch}/restore', of({ batch }))),
  deleteForGood: (batch: string) => answered(DELETE('/api/v1/trash/{batch}', of({ batch }))),
  auditLog: (filter: LogFilter) => `${BASE}/audit.csv?${new URLSearchParams({ ...filter })}`,
  /** @param version changes with the model */
  browserModel: (model: string, version: string) =>
    `${BASE}/models/${encodeURIComponent(model)}/browser.onnx?${new URLSearchParams({ version })}`,
  image: (picture: string) => `${BASE}/pictures/${picture}/image`,
  heat: (picture: string, by?: string) =>
    `${BASE}/pictures/${picture}/heat${by === undefined ? '' : `?${new URLSearchParams({ by })}`}`,
  export: (batch: string, format: 'csv' | 'json' | 'html', by?: string, decimals: Decimals = 'point') => {
    const query = new URLSearchParams({
      ...signed(by),
      ...(decimals === 'comma' && { decimals }),
    }).toString();
    return `${BASE}/batches/${batch}/export.${format}${query === '' ? '' : `?${query}`}`;
  },
  batchEvents: (batch: string) => `${BASE}/batches/${batch}/events`,
};
