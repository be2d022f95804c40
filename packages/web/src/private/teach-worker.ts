import { readPicture } from '@giemsa/core/internal/browser/picture';
import type { CellModelMetadata } from '@giemsa/core/internal/formats/cell-model-metadata';
import type { Metrics } from '@giemsa/core/internal/metrics/metrics-schema';
import { type LabelledCell, type TaughtModel, teach } from '@giemsa/core/internal/teaching/teach';
import { chooseSession, type EpochLogs, OpfsCheckpointStore, provideRuntime } from '@giemsa/nn/browser';

// Teaches in a thread of its own: the page stays alive. Nothing is asked of the server here.

/** A file of a cell, and what is known of it. */
export interface CellFile {
  readonly file: File;
  readonly path: string;
  readonly class: string;
  readonly patient: string | undefined;
}

/** From the page. */
export type Order =
  | {
      readonly what: 'teach';
      readonly onnx: Uint8Array;
      readonly name: string;
      /** The program that runs models. */
      readonly program: ArrayBuffer;
      readonly cells: readonly CellFile[];
      readonly epochs: number;
    }
  | { readonly what: 'stop' }
  | { readonly what: 'file'; readonly format: 'onnx' | 'h5' | 'keras' };

/** To the page. */
export type News =
  | { readonly what: 'threads'; readonly threads: number }
  | { readonly what: 'unreadable'; readonly files: readonly string[] }
  | { readonly what: 'progress'; readonly share: number }
  | { readonly what: 'epoch'; readonly epoch: number; readonly logs: EpochLogs }
  | ({ readonly what: 'taught' } & TaughtResult)
  | { readonly what: 'file'; readonly format: string; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly what: 'failed'; readonly reason: string };

export interface TaughtResult extends Pick<TaughtModel, 'split'> {
  readonly metadata: CellModelMetadata;
  readonly metrics: Metrics;
  readonly before: Metrics;
  readonly graph: Uint8Array;
  readonly sha256: string;
}

const tell = (news: News) => self.postMessage(news);
const hex = async (bytes: BufferSource) =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');

let isStopped = false;
let taught: TaughtModel | undefined;

async function read(files: readonly CellFile[]): Promise<LabelledCell[]> {
  const cells: LabelledCell[] = [];
  const unreadable: string[] = [];
  for (const { file, path, class: label, patient } of files) {
    const picture = await readPicture(file).catch(() => undefined);
    if (picture) cells.push({ file: path, class: label, picture, ...(patient !== undefined && { patient }) });
    else unreadable.push(path);
  }
  if (unreadable.length > 0) tell({ what: 'unreadable', files: unreadable });
  return cells;
}

async function run({ onnx, name, program, cells: files, epochs }: Extract<Order, { what: 'teach' }>) {
  provideRuntime('cpu', program);
  tell({ what: 'threads', threads: chooseSession().threads ?? 1 });
  const cells = await read(files);
  // The same model and cells continue where a tab that was closed had got to.
  const names = cells.map(({ file, class: label }) => `${label} ${file}`).join('\n');
  const key = await hex(await new Blob([onnx as BlobPart, names]).arrayBuffer());
  const folder = `teach-${key.slice(0, 16)}`;
  taught = await teach(onnx, name, cells, {
    epochs,
    checkpoints: new OpfsCheckpointStore(folder),
    onProgress: (share) => tell({ what: 'progress', share }),
    onEpoch: (epoch, logs) => tell({ what: 'epoch', epoch, logs }),
    isStopped: () => isStopped,
  });
  await (await navigator.storage.getDirectory()).removeEntry(folder, { recursive: true });
  const { metadata, metrics, before, split } = taught;
  const sha256 = await hex(await taught.toBytes('onnx'));
  tell({ what: 'taught', metadata, metrics, before, split, graph: taught.heatGraph(), sha256 });
}

async function follow({ data: order }: MessageEvent<Order>): Promise<void> {
  try {
    if (order.what === 'stop') isStopped = true;
    else if (order.what === 'teach') await run(order);
    else tell({ what: 'file', format: order.format, bytes: await taught!.toBytes(order.format) });
  } catch (error) {
    tell({ what: 'failed', reason: (error as Error).message });
  }
}

// Threads of onnxruntime-web may load this file too: bundlers put what its script shares with this one here.
if (self.name !== 'em-pthread') self.onmessage = follow;
