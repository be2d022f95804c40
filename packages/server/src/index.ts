// What @giemsa/server offers to programs; the command line does the same by commands.ts.
export type * from './api-types.js';
export type { SlowLimit } from './http/slow-bodies.js';
export type { RoomOptions } from './open-room.js';
export {
  type Running,
  type RunningServer,
  type ServeOptions,
  startServer,
  startWorker,
  type WorkerOptions,
} from './serve.js';
