import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { writeAtomically } from './atomic-file.js';
import { decodeHeader, decodeHeaderLength, encodeHeader } from './header.js';
import { DamagedFileError, type StoredTensor, type TrainingState } from './training-state.js';

/** Large enough for the disk, small enough that hashing one part and moving the next overlap. */
const PART_BYTES = 8 * 2 ** 20;

/**
 * Writes a training state as a safetensors file, atomically and lasting through a power cut. Its tensors must not change
 * until the promise is fulfilled: they are written from where they are.
 * @param beforeRename called with the temporary name of the new file, once whole, before it takes its name.
 * @throws RangeError when a tensor's data does not fit its shape.
 * @throws Error when the disk is full (`code` ENOSPC); a file that had this name before is untouched.
 */
export async function writeState(
  path: string,
  state: TrainingState,
  beforeRename?: (temporary: string) => Promise<void>,
): Promise<void> {
  // Refuses a wrong state before anything is written; the checksums are filled in once the data has passed by.
  const { length: dataStart } = encodeHeader(state, '0'.repeat(64));
  let position = dataStart;
  try {
    const write = async (file: FileHandle) => {
      const hash = createHash('sha256');
      for (const { data } of Object.values(state.tensors)) {
        for (const part of partsOf(data)) {
          const written = writeFully(file, part, position);
          hash.update(part); // while the part is on its way to the disk
          await written;
          position += part.byteLength;
        }
      }
      await writeFully(file, encodeHeader(state, hash.digest('hex')), 0);
    };
    await writeAtomically(path, write, beforeRename);
  } catch (error) {
    throw explainFullDisk(path, error, dataStart + dataSizeOf(state));
  }
}

/**
 * Reads a training state that `writeState` wrote, and checks every byte of it.
 * @throws DamagedFileError naming what differs, when the file is not what was written.
 * @throws Error with `code` ENOENT when there is no such file.
 */
export async function readState(path: string): Promise<TrainingState> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const lengthBytes = Buffer.alloc(Math.min(8, size));
    await readFully(path, file, lengthBytes, 0);
    const headerBytes = Buffer.alloc(decodeHeaderLength(path, lengthBytes, size));
    await readFully(path, file, headerBytes, 8);
    const header = decodeHeader(path, headerBytes, size);

    const dataStart = 8 + headerBytes.length;
    const hash = createHash('sha256');
    const tensors: Record<string, StoredTensor> = {};
    for (const [name, { shape, data_offsets }] of Object.entries(header.tensors)) {
      const [begin, end] = data_offsets;
      const data = new Float32Array((end - begin) / Float32Array.BYTES_PER_ELEMENT);
      let position = dataStart + begin;
      for (const part of partsOf(data)) {
        await readFully(path, file, part, position);
        hash.update(part);
        position += part.byteLength;
      }
      tensors[name] = { shape, data };
    }
    const actual = hash.digest('hex');
    if (actual !== header.dataSha256) {
      throw new DamagedFileError(
        path,
        `the SHA-256 of its data is ${actual}, but it says ${header.dataSha256}.`,
      );
    }
    return { tensors, metadata: header.metadata };
  } finally {
    await file.close();
  }
}

/** The bytes of `data` in parts, without copying. ONNX Runtime's platforms are little-endian, as safetensors is. */
function* partsOf(data: Float32Array): Generator<Uint8Array> {
  for (let start = 0; start < data.byteLength; start += PART_BYTES) {
    yield new Uint8Array(data.buffer, data.byteOffset + start, Math.min(PART_BYTES, data.byteLength - start));
  }
}

async function writeFully(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.byteLength) {
    const { bytesWritten } = await file.write(bytes, written, bytes.byteLength - written, position + written);
    written += bytesWritten;
  }
}

async function readFully(path: string, file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let read = 0;
  while (read < bytes.byteLength) {
    const { bytesRead } = await file.read(bytes, read, bytes.byteLength - read, position + read);
    if (bytesRead === 0)
      throw new DamagedFileError(path, `it ends at byte ${position + read} while being read.`);
    read += bytesRead;
  }
}

function dataSizeOf(state: TrainingState): number {
  return Object.values(state.tensors).reduce((size, { data }) => size + data.byteLength, 0);
}

function explainFullDisk(path: string, error: unknown, neededBytes: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error;
  const megabytes = Math.ceil(neededBytes / 1e6);
  const explained = new Error(
    `The disk is full: ${path} (${megabytes} MB) could not be written. Earlier checkpoints are untouched. ` +
      `Free at least ${megabytes} MB there and resume the training.`,
    { cause: error },
  );
  return Object.assign(explained, { code, path });
}
