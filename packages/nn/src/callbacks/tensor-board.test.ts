import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import type { EpochLogs, TrainingControl } from './callback.js';
import { crc32c, maskedCrc32c } from './crc32c.js';
import { tensorBoard } from './tensor-board.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'giemsa-tensorboard-'));
});
afterEach(() => rm(directory, { recursive: true }));

// RFC 3720, appendix B.4, and the check value of the polynomial.
test.each([
  ['"123456789"', Buffer.from('123456789'), 0xe3069283],
  ['32 zeros', Buffer.alloc(32), 0x8a9136aa],
  ['32 bytes of ones', Buffer.alloc(32, 0xff), 0x62a8ab43],
  ['0 to 31', Buffer.from(Array.from({ length: 32 }, (_, index) => index)), 0x46dd794e],
])('crc32c of %s', (_what, bytes, expected) => {
  expect(crc32c(bytes)).toBe(expected);
});

/** The records of a TFRecord file, read without the code under test. */
function* recordsOf(file: Buffer): Generator<Buffer> {
  for (let position = 0; position < file.length; ) {
    const length = Number(file.readBigUInt64LE(position));
    expect(file.readUInt32LE(position + 8)).toBe(maskedCrc32c(file.subarray(position, position + 8)));
    const data = file.subarray(position + 12, position + 12 + length);
    expect(file.readUInt32LE(position + 12 + length)).toBe(maskedCrc32c(data));
    yield data;
    position += 12 + length + 4;
  }
}

/** The fields of a protobuf message by number: raw bytes, or a number for a varint. */
function fieldsOf(message: Buffer): { field: number; value: Buffer | number }[] {
  const fields = [];
  let position = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = message[position++]!;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  while (position < message.length) {
    const key = varint();
    const wire = key & 7;
    const length = wire === 0 ? 0 : wire === 1 ? 8 : wire === 5 ? 4 : varint();
    const value = wire === 0 ? varint() : message.subarray(position, position + length);
    position += length;
    fields.push({ field: key >> 3, value });
  }
  return fields;
}

/** `[step, tag, value]` of each scalar in a folder's event files. */
async function scalarsOf(folder: string): Promise<[number, string, number][]> {
  const scalars: [number, string, number][] = [];
  for (const name of (await readdir(folder)).sort()) {
    for (const record of recordsOf(await readFile(join(folder, name)))) {
      const event = fieldsOf(record);
      const step = (event.find(({ field }) => field === 2)?.value ?? 0) as number;
      const summaries = event.filter(({ field }) => field === 5);
      for (const value of summaries.flatMap((summary) => fieldsOf(summary.value as Buffer))) {
        const [tag, simpleValue] = fieldsOf(value.value as Buffer);
        scalars.push([step, tag!.value.toString(), (simpleValue!.value as Buffer).readFloatLE()]);
      }
    }
  }
  return scalars;
}

const control: TrainingControl = { stopTraining() {}, getWeights: () => ({}), setWeights() {} };
const speed = { learning_rate: 0.125, seconds: 1, images_per_second: 1 };
async function train(epochs: number[], logs: Omit<EpochLogs, keyof typeof speed>): Promise<void> {
  const callback = tensorBoard(directory);
  await callback.onTrainBegin?.(control, epochs.length);
  for (const epoch of epochs) await callback.onEpochEnd?.(epoch, { ...speed, ...logs }, control);
}

describe('tensorBoard', () => {
  it("writes Keras' names to Keras' folders", async () => {
    await train([0, 1], { loss: 0.5, accuracy: 0.75, val_loss: 0.625, val_accuracy: 0.25 });
    expect(await scalarsOf(join(directory, 'train'))).toEqual([
      [0, 'epoch_loss', 0.5],
      [0, 'epoch_accuracy', 0.75],
      [0, 'epoch_learning_rate', 0.125],
      [1, 'epoch_loss', 0.5],
      [1, 'epoch_accuracy', 0.75],
      [1, 'epoch_learning_rate', 0.125],
    ]);
    expect(await scalarsOf(join(directory, 'validation'))).toEqual([
      [0, 'epoch_loss', 0.625],
      [0, 'epoch_accuracy', 0.25],
      [1, 'epoch_loss', 0.625],
      [1, 'epoch_accuracy', 0.25],
    ]);
  });

  it('writes files that TensorBoard looks for, begun by the file version', async () => {
    await train([0], { loss: 1 });
    const [name] = await readdir(join(directory, 'train'));
    expect(name).toMatch(/^events\.out\.tfevents\.\d{10}\./);
    const [first] = recordsOf(await readFile(join(directory, 'train', name!)));
    const [wallTime, version] = fieldsOf(first!);
    expect(wallTime!.field).toBe(1);
    expect(Math.abs((wallTime!.value as Buffer).readDoubleLE() - Date.now() / 1000)).toBeLessThan(60);
    expect(version).toEqual({ field: 3, value: Buffer.from('brain.Event:2') });
  });

  it('writes no validation folder without validation', async () => {
    await train([0], { loss: 1 });
    expect(await readdir(directory)).toEqual(['train']);
  });

  it('tells TensorBoard on resume which steps are written again', async () => {
    await train([0, 1, 2], { loss: 1 });
    await train([2, 3], { loss: 0.5 });
    const names = (await readdir(join(directory, 'train'))).sort();
    expect(names).toHaveLength(2);
    const [, restart] = recordsOf(await readFile(join(directory, 'train', names[1]!)));
    const fields = fieldsOf(restart!);
    expect(fields).toContainEqual({ field: 2, value: 2 });
    // SessionLog { status: START }
    expect(fields).toContainEqual({ field: 7, value: Buffer.from([0x08, 0x01]) });
  });
});
