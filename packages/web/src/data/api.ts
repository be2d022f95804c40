import type {
  ApiAdoption,
  ApiAdoptionNeeds,
  ApiBatch,
  ApiCalibration,
  ApiCalibrationNeeds,
  ApiCorrectedBatch,
  ApiCorrection,
  ApiField,
  ApiFieldEdit,
  ApiModel,
  ApiPatient,
  ApiPublished,
  ApiResults,
  ApiRun,
  ApiSession,
  ApiSet,
  ApiSetting,
  ApiSmear,
  ApiSummary,
  ApiTask,
  ApiTrashed,
  ApiUpload,
} from '@giemsa/server';
import { texts } from '../texts.js';
import { inLabels } from './in-labels.js';

/** What the server answers when it cannot do what was asked. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const BASE = './api/v1';

/** What a person can say about a picture. */
export type Verdict = ApiCorrection['verdict'] | 'take back';

async function ask<Value>(path: string, options: RequestInit = {}): Promise<Value> {
  const response = await send(path, options);
  return (response.status === 204 ? undefined : await response.json()) as Value;
}

/** A part of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the next part begins; `undefined` if this is the last. */
  readonly next: string | undefined;
}

async function askPage<Item>(
  path: string,
  after: string | undefined,
  others: Readonly<Record<string, string>> = {},
): Promise<Page<Item>> {
  const asked = new URLSearchParams({ ...others, ...(after !== undefined && { after }) });
  const response = await send(asked.size === 0 ? path : `${path}?${asked}`);
  const [, query] = /<[^>?]*\?([^>]*)>; rel="next"/.exec(response.headers.get('link') ?? '') ?? [];
  const next = new URLSearchParams(query).get('after') ?? undefined;
  return { items: (await response.json()) as Item[], next };
}

/** @throws ApiError when the server cannot do what was asked; Error when it cannot be reached */
async function send(path: string, options: RequestInit = {}): Promise<Response> {
  const response = await fetch(`${BASE}${path}`, options).catch((reason: Error) => {
    // Browsers tell a lost connection in words of their own.
    throw new Error(texts.unreachable, { cause: reason });
  });
  if (response.ok) return response;
  const { code, detail } = (await response.json().catch(() => ({}))) as { code?: string; detail?: string };
  if (response.status === 401) window.dispatchEvent(new Event('giemsa-token-needed'));
  const words = texts.problem(code) ?? (detail === undefined ? undefined : inLabels(detail));
  throw new ApiError(response.status, words ?? texts.status(response.status));
}

const json = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const at = (threshold: number | undefined): string =>
  threshold === undefined ? '' : `?threshold=${threshold}`;

/** What a person sets for everybody; who it is comes from the token, where there is one. */
export type SetSetting = ApiSet | { readonly setting: 'name'; readonly name: string };

const patientPath = (batch: string, patient: string): string =>
  `/batches/${batch}/patients/${encodeURIComponent(patient)}`;

export const api = {
  models: () => ask<ApiModel[]>('/models'),
  batches: (after?: string) => askPage<ApiBatch>('/batches', after),
  /** A few at a time. @param search a part of their names */
  recentBatches: (search: string, after?: string) =>
    askPage<ApiBatch>('/batches', after, { limit: '20', ...(search !== '' && { search }) }),
  summary: (batch: string) => ask<ApiSummary>(`/batches/${batch}/summary`),
  results: (batch: string) => ask<ApiResults>(`/batches/${batch}/results`),
  /** @param key the same for the same request sent again: it is done once */
  createBatch: (values: Readonly<Record<string, string>>, key: string) =>
    ask<ApiUpload>(`/batches?${new URLSearchParams(values)}`, {
      method: 'POST',
      headers: { 'idempotency-key': key },
    }),
  /** Says what is to come. */
  announce: (
    batch: string,
    files: readonly { name: string; bytes: number }[],
    leftOut: readonly { name: string; reason: string }[],
  ) => ask<ApiBatch>(`/batches/${batch}/manifest`, json('PUT', { files, left_out: leftOut })),
  files: (batch: string) => ask<ApiResults['files']>(`/batches/${batch}/files`),
  /** @param by the person, where no tokens are asked for */
  endUpload: (batch: string, by: string | undefined) =>
    ask<ApiBatch>(`/batches/${batch}/manifest/end`, json('POST', by === undefined ? {} : { by })),
  /** @param key the same for the same request sent again: it is done once */
  addPictures: (batch: string, form: FormData, key: string) =>
    ask<ApiUpload>(`/batches/${batch}/pictures`, {
      method: 'POST',
      body: form,
      headers: { 'idempotency-key': key },
    }),
  movePictures: (batch: string, pictures: readonly string[]) =>
    ask<ApiBatch>(`/batches/${batch}/moves`, json('POST', { pictures })),
  copyBatch: (batch: string, model: string) =>
    ask<ApiBatch>(`/batches/${batch}/copies`, json('POST', { model })),
  /** @param by the person, where no tokens are asked for */
  setForBatch: (batch: string, set: SetSetting, by: string | undefined) =>
    ask<ApiSetting>(`/batches/${batch}/settings`, json('POST', { set, ...(by !== undefined && { by }) })),
  /** @param tried a threshold that is looked at and not set */
  smear: (batch: string, tried: number | undefined) => ask<ApiSmear>(`/batches/${batch}/smear${at(tried)}`),
  patient: (batch: string, patient: string) => ask<ApiPatient>(patientPath(batch, patient)),
  /** @param digest of the result that the person saw */
  sign: (batch: string, patient: string, digest: string, by: string | undefined) =>
    ask<ApiPatient>(
      `${patientPath(batch, patient)}/sign-off`,
      json('POST', { digest, ...(by !== undefined && { by }) }),
    ),
  /** @param version that was signed; left out, the result as it is */
  patientFile: (batch: string, patient: string, file: 'report.html' | 'fhir.json', version?: number) =>
    `${BASE}${patientPath(batch, patient)}/${file}${version === undefined ? '' : `?version=${version}`}`,
  smearFile: (batch: string, file: string) => `${BASE}/batches/${batch}/smear/${file}`,
  field: (picture: string) => ask<ApiField>(`/pictures/${picture}/field`),
  editField: (picture: string, edit: ApiFieldEdit, reviewer: string) =>
    ask<ApiField>(`/pictures/${picture}/edits`, json('POST', { edit, reviewer })),
  /** @param threshold that the person saw the calls at, whatever holds by now */
  markField: (picture: string, corrected: boolean, reviewer: string, threshold: number) =>
    ask<ApiField>(`/pictures/${picture}/corrected${at(threshold)}`, json('PUT', { corrected, reviewer })),
  fieldImage: (picture: string) => `${BASE}/pictures/${picture}/field.webp`,
  /** @param version changes with the cell's outline */
  cellImage: (picture: string, cell: number, kind: 'image' | 'heat' | 'around', version: string) =>
    `${BASE}/pictures/${picture}/cells/${cell}/${kind}?${new URLSearchParams({ version })}`,
  deleteBatch: (batch: string) => ask<void>(`/batches/${batch}`, { method: 'DELETE' }),
  /** @returns what counts now of all that persons said */
  correct: (picture: string, verdict: Verdict, label: string | null, reviewer: string) =>
    ask<ApiCorrection | null>(
      `/pictures/${picture}/correction`,
      json('PUT', verdict === 'take back' ? { verdict, reviewer } : { verdict, label, reviewer }),
    ),
  runs: (after?: string) => askPage<ApiRun>('/runs', after),
  /** @param by the person, where no tokens are asked for */
  publishRun: (run: string, published: boolean, by: string | undefined) =>
    ask<ApiRun>(
      `/runs/${encodeURIComponent(run)}/published`,
      json('PUT', { published, ...(by !== undefined && { by }) }),
    ),
  training: () => ask<{ datasets: string[]; recipes: string[] }>('/training'),
  train: (data: string, recipe: string, epochs: number | undefined) =>
    ask<{ id: string }>('/runs', json('POST', { data, recipe, ...(epochs !== undefined && { epochs }) })),
  adoptions: () => ask<ApiAdoption[]>('/adoptions'),
  published: () => ask<ApiPublished[]>('/published'),
  /** @param by the person, where no tokens are asked for */
  publish: (adoption: string, name: string, by: string | undefined) =>
    ask<ApiPublished>(
      `/adoptions/${encodeURIComponent(adoption)}/publish`,
      json('POST', { name, ...(by !== undefined && { by }) }),
    ),
  goBack: (name: string, by: string | undefined) =>
    ask<ApiPublished>(
      `/published/${encodeURIComponent(name)}/back`,
      json('POST', by === undefined ? {} : { by }),
    ),
  correctedBatches: () => ask<ApiCorrectedBatch[]>('/corrected-batches'),
  adoptionNeeds: (batches: readonly string[]) =>
    ask<ApiAdoptionNeeds>('/adoptions/needs', json('POST', { batches })),
  adopt: (request: { batches: readonly string[]; model: string; by: string | undefined }) =>
    ask<ApiTask>('/adoptions', json('POST', request)),
  calibrations: () => ask<ApiCalibration[]>('/calibrations'),
  calibrationNeeds: (batches: readonly string[], model: string) =>
    ask<ApiCalibrationNeeds>('/calibrations/needs', json('POST', { batches, model })),
  calibrate: (request: {
    batches: readonly string[];
    microscope: string;
    without_malaria: true;
    false_alarms_per_1000: number;
    model: string;
    by: string | undefined;
  }) => ask<ApiTask>('/calibrations', json('POST', request)),
  tasks: () => ask<ApiTask[]>('/tasks'),
  stopTask: (task: string) => ask<ApiTask>(`/tasks/${task}/stop`, { method: 'POST' }),
  taskEvents: (task: string) => `${BASE}/tasks/${task}/events`,
  session: () => ask<ApiSession>('/session'),
  logIn: (token: string) => ask<void>('/session', json('POST', { token })),
  logOut: () => ask<void>('/session', { method: 'DELETE' }),
  trash: (after?: string) => askPage<ApiTrashed>('/trash', after),
  restore: (batch: string) => ask<ApiBatch>(`/trash/${batch}/restore`, { method: 'POST' }),
  deleteForGood: (batch: string) => ask<void>(`/trash/${batch}`, { method: 'DELETE' }),
  auditLog: `${BASE}/audit.csv`,
  /** @param version changes with the model */
  browserModel: (model: string, version: string) =>
    `${BASE}/models/${encodeURIComponent(model)}/browser.onnx?${new URLSearchParams({ version })}`,
  image: (picture: string) => `${BASE}/pictures/${picture}/image`,
  heat: (picture: string) => `${BASE}/pictures/${picture}/heat`,
  export: (batch: string, format: 'csv' | 'json' | 'html') => `${BASE}/batches/${batch}/export.${format}`,
  report: (run: string) => `${BASE}/runs/${encodeURIComponent(run)}/report`,
  batchEvents: (batch: string) => `${BASE}/batches/${batch}/events`,
  runEvents: (run: string) => `${BASE}/runs/${encodeURIComponent(run)}/events`,
};
