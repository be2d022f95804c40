import { appendFileSync, mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import protobuf from 'protobufjs/light.js';
import { maskedCrc32c } from './crc32c.js';

/** The fields used of tensorflow.Event (tensorflow/core/util/event.proto, tensorflow/core/framework/summary.proto). */
const Event = protobuf.Root.fromJSON({
  nested: {
    Event: {
      oneofs: { what: { oneof: ['fileVersion', 'summary', 'sessionLog'] } },
      fields: {
        wallTime: { type: 'double', id: 1 },
        step: { type: 'int64', id: 2 },
        fileVersion: { type: 'string', id: 3 },
        summary: { type: 'Summary', id: 5 },
        sessionLog: { type: 'SessionLog', id: 7 },
      },
    },
    Summary: {
      fields: { value: { rule: 'repeated', type: 'Value', id: 1 } },
      nested: {
        Value: { fields: { tag: { type: 'string', id: 1 }, simpleValue: { type: 'float', id: 2 } } },
      },
    },
    SessionLog: {
      fields: { status: { type: 'Status', id: 1 } },
      nested: { Status: { values: { STATUS_UNSPECIFIED: 0, START: 1 } } },
    },
  },
}).lookupType('Event');

let filesOpened = 0;

/** One of TensorBoard's event files: scalars over steps. Each call writes at once, so that TensorBoard can follow. */
export class EventFile {
  private readonly path: string;

  /**
   * Begins a file in a folder, which is made when missing.
   * @param firstStep TensorBoard forgets what other files of the folder say about this step and later ones: a killed run may
   *   have written them, and they are trained again.
   */
  constructor(directory: string, firstStep: number) {
    mkdirSync(directory, { recursive: true });
    const seconds = Math.floor(Date.now() / 1000);
    // TensorBoard reads the files of a folder in the order of their names.
    const unique = [String(seconds).padStart(10, '0'), hostname(), process.pid, filesOpened++].join('.');
    this.path = join(directory, `events.out.tfevents.${unique}.v2`);
    this.write({ fileVersion: 'brain.Event:2' });
    this.write({ step: firstStep, sessionLog: { status: 1 } });
  }

  writeScalars(step: number, scalars: Readonly<Record<string, number>>): void {
    const value = Object.entries(scalars).map(([tag, simpleValue]) => ({ tag, simpleValue }));
    this.write({ step, summary: { value } });
  }

  private write(event: Record<string, unknown>): void {
    appendFileSync(this.path, frameRecord(Event.encode({ wallTime: Date.now() / 1000, ...event }).finish()));
  }
}

/**
 * A TFRecord: length (u64), masked CRC-32C of the length, data, masked CRC-32C of the data; all little-endian.
 * Source: https://www.tensorflow.org/tutorials/load_data/tfrecord#tfrecords_format_details
 */
function frameRecord(data: Uint8Array): Buffer {
  const record = Buffer.alloc(8 + 4 + data.length + 4);
  record.writeBigUInt64LE(BigInt(data.length), 0);
  record.writeUInt32LE(maskedCrc32c(record.subarray(0, 8)), 8);
  record.set(data, 12);
  record.writeUInt32LE(maskedCrc32c(data), 12 + data.length);
  return record;
}
