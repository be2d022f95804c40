import { sha256 } from '#sha256';
import { type Checkpoints, type LoadedCheckpoint, newestWhole } from './checkpoints.js';
import { decodeHeader, decodeHeaderLength, encodeHeader } from './header.js';
import { copyFile, openFile, writeParts } from './opfs.js';
import { DamagedFileError, type StoredTensor, type TrainingState } from './training-state.js';

/**
 * The checkpoints of one training in the origin private file system of a browser: the same files as those of `CheckpointStore`.
 * A training whose tab was closed continues from them, bit for bit, in a page of the same origin.
 * @example
 * ```ts
 * import { type Dataset, type Model, OpfsCheckpointStore } from '@giemsa/nn/browser';
 *
 * async function train(model: Model, dataset: Dataset) {
 *   const store = new OpfsCheckpointStore('cells/checkpoint');
 *   return model.fit(dataset, { epochs: 20, checkpoints: { store, resume: true } });
 * }
 * ```
 */
export class OpfsCheckpointStore implements Checkpoints {
  private readonly last: string;
  private readonly previous: string;
  private readonly best: string;
  private lastIsDamaged = false;

  /** @param directory in the origin private file system, such as `cells/checkpoint`; made by the first `save` */
  constructor(directory: string) {
    this.last = `${directory}/last.safetensors`;
    this.previous = `${directory}/previous.safetensors`;
    this.best = `${directory}/best.safetensors`;
  }

  /**
   * Saves a state as the last one; the last one so far becomes the previous one. With the label `best` it is also kept as
   * the best one.
   * @throws Error when the browser gives the page no more storage; the checkpoints saved before are untouched.
   */
  async save(state: TrainingState, label: 'last' | 'best' = 'last'): Promise<void> {
    // In this order, a tab that is closed in between makes the resumed training write the best one again; none is lost.
    if (label === 'best') await writeState(this.best, state);
    if (!this.lastIsDamaged) await copyFile(this.last, this.previous);
    await writeState(this.last, state);
    this.lastIsDamaged = false;
  }

  /** As of `CheckpointStore`. */
  async loadLatest(): Promise<LoadedCheckpoint | null> {
    const found = await newestWhole(this.last, this.previous, readState);
    this.lastIsDamaged = found.lastIsDamaged;
    return found.checkpoint;
  }

  /** As of `CheckpointStore`. */
  loadBest(): Promise<TrainingState | null> {
    return readState(this.best);
  }
}

async function writeState(path: string, state: TrainingState): Promise<void> {
  const arrays = Object.values(state.tensors).map(({ data }) => bytesOf(data));
  const hash = sha256();
  for (const bytes of arrays) hash.update(bytes);
  await writeParts(path, [encodeHeader(state, hash.hex()), ...arrays]);
}

/** @returns null when there is no such file @throws DamagedFileError naming what differs, when it is not what was written */
async function readState(path: string): Promise<TrainingState | null> {
  const file = await openFile(path);
  if (!file) return null;
  const read = async (start: number, end: number) =>
    new Uint8Array(await file.slice(start, end).arrayBuffer());
  const headerEnd = 8 + decodeHeaderLength(path, await read(0, 8), file.size);
  const header = decodeHeader(path, await read(8, headerEnd), file.size);
  const hash = sha256();
  const tensors: Record<string, StoredTensor> = {};
  for (const [name, { shape, data_offsets }] of Object.entries(header.tensors)) {
    const bytes = await read(headerEnd + data_offsets[0], headerEnd + data_offsets[1]);
    hash.update(bytes);
    tensors[name] = { shape, data: new Float32Array(bytes.buffer) };
  }
  const actual = hash.hex();
  if (actual !== header.dataSha256)
    throw new DamagedFileError(
      path,
      `the SHA-256 of its data is ${actual}, but it says ${header.dataSha256}.`,
    );
  return { tensors, metadata: header.metadata };
}

/** Without copying. WebAssembly is little-endian, as safetensors is. */
const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
