import { labelOf } from '@giemsa/core/internal/answer/label-of';
import { NAMES, patientsOfFiles } from '@giemsa/core/internal/answer/patients-of-files';
import type { EpochLogs } from '@giemsa/nn/browser';
import type { ApiModel } from '@giemsa/server';
import { useSyncExternalStore } from 'react';
import { api } from '../data/api.js';
import { keptBytes } from '../data/kept.js';
import type { DroppedFile } from '../data/upload.js';
import { texts } from '../texts.js';
import { saveBytes } from './private-csv.js';
import { runtimeProgram } from './private-model.js';
import { addTaught } from './taught.js';
import type { CellFile, News, Order, TaughtResult } from './teach-worker.js';

/** Passes over the cells. */
export const EPOCHS = 6;

/** What is going on on the page where models are taught: in the memory of this tab. */
export interface TeachWork {
  readonly state: 'nothing' | 'reading' | 'learning' | 'stopping' | 'taught';
  /** 0 to 1. */
  readonly share: number;
  readonly threads: number | undefined;
  readonly epochs: readonly EpochLogs[];
  readonly result: TaughtResult | undefined;
  /** Of the taught model. */
  readonly model: ApiModel | undefined;
  /** Files that were left out, and why. */
  readonly leftOut: readonly string[];
  readonly error: string | undefined;
}

const NOTHING: TeachWork = {
  ...{ state: 'nothing', share: 0, threads: undefined, epochs: [], leftOut: [] },
  ...{ result: undefined, model: undefined, error: undefined },
};

let work = NOTHING;
let worker: Worker | undefined;
const listeners = new Set<() => void>();

function setWork(change: Partial<TeachWork>): void {
  work = { ...work, ...change };
  for (const changed of listeners) changed();
}

const subscribe = (changed: () => void) => {
  listeners.add(changed);
  return () => listeners.delete(changed);
};
export const useTeachWork = (): TeachWork => useSyncExternalStore(subscribe, () => work);

/** The browser asks before the tab is left: the model is nowhere else. */
const warn = (event: BeforeUnloadEvent) => event.preventDefault();
function setUnsaved(isUnsaved: boolean): void {
  if (isUnsaved) window.addEventListener('beforeunload', warn);
  else window.removeEventListener('beforeunload', warn);
}

const order = (what: Order) => worker!.postMessage(what);

export function stopTeaching(): void {
  setWork({ state: 'stopping' });
  order({ what: 'stop' });
}

export const saveTaught = (format: 'onnx' | 'h5' | 'keras'): void => order({ what: 'file', format });

/** Cells in folders that are named as classes, and how many files are in none. */
function labelled(model: ApiModel, files: readonly DroppedFile[]): { cells: CellFile[]; others: number } {
  const paths = files.map(({ path }) => path);
  const patientOf = patientsOfFiles(paths, NAMES, new Map(), model.class_names);
  const cells = files.flatMap(({ file, path }) => {
    const label = labelOf(path, model.class_names);
    return label === null ? [] : [{ file, path, class: label, patient: patientOf(path) }];
  });
  return { cells, others: files.length - cells.length };
}

/** Teaches a model of the server's from dropped files. */
export async function startTeaching(model: ApiModel, files: readonly DroppedFile[]): Promise<void> {
  const words = texts.teach;
  if (work.state === 'taught' && work.model && !window.confirm(words.replaceSure)) return;
  worker?.terminate();
  setUnsaved(false);
  const { cells, others } = labelled(model, files);
  if (cells.length === 0) {
    setWork({ ...NOTHING, error: words.noLabels({ classes: model.class_names.join(', ') }) });
    return;
  }
  setWork({ ...NOTHING, state: 'reading', leftOut: others > 0 ? [words.others({ count: others })] : [] });
  try {
    const address = api.browserModel(model.id, model.sha256);
    const onnx = new Uint8Array(await keptBytes(address, undefined, () => undefined));
    const program = await runtimeProgram('wasm', () => undefined);
    worker = new Worker(new URL('./teach-worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<News>) => hear(model, data);
    worker.onerror = ({ message }) => fail(message);
    order({ what: 'teach', onnx, name: model.id, program, cells, epochs: EPOCHS });
  } catch (reason) {
    fail((reason as Error).message);
  }
}

/** What was taught stays, where a file of it could not be made. */
const fail = (reason: string) =>
  setWork({
    ...(work.state !== 'taught' && { state: 'nothing' }),
    error: texts.teach.failed({ reason }),
  });

function hear(model: ApiModel, news: News): void {
  if (news.what === 'threads') setWork({ threads: news.threads });
  else if (news.what === 'unreadable')
    setWork({ leftOut: [...work.leftOut, texts.private.leftOut({ files: news.files.join(', ') })] });
  else if (news.what === 'progress')
    setWork({ share: news.share, ...(work.state === 'reading' && { state: 'learning' }) });
  else if (news.what === 'epoch') setWork({ epochs: [...work.epochs, news.logs] });
  else if (news.what === 'failed') fail(news.reason);
  else if (news.what === 'file') {
    saveBytes(`${model.id.replace(/\.\w+$/, '')}-taught.${news.format}`, news.bytes);
    setUnsaved(false);
  } else {
    const taught = describe(model, news);
    addTaught({ model: taught, graph: news.graph });
    setUnsaved(true);
    setWork({ state: 'taught', share: 1, result: news, model: taught });
  }
}

/** As the server describes its models. */
function describe(model: ApiModel, { metadata, sha256 }: TaughtResult): ApiModel {
  return {
    ...model,
    ...{ id: texts.teach.name({ model: model.id }), sha256, default_for: [], metrics: null },
    ...{ threshold: metadata.threshold, unsure_half_width: metadata.unsureHalfWidth ?? null },
    ...{
      calibrated: metadata.calibration !== undefined,
      temperature: metadata.calibration?.temperature ?? 1,
    },
  };
}
