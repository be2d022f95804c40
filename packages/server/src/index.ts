// What @giemsa/server offers to programs; the command line does the same by commands.ts.
export type {
  ApiAuditEntry,
  ApiBatch,
  ApiCell,
  ApiCorrection,
  ApiField,
  ApiFieldEdit,
  ApiModel,
  ApiParasitaemia,
  ApiPatientSmear,
  ApiPicture,
  ApiProgress,
  ApiResults,
  ApiRun,
  ApiSession,
  ApiSmear,
  ApiTrashed,
  ApiUpload,
} from './api-types.js';
export type { SlowLimit } from './http/slow-bodies.js';
export type { RoomOptions } from './open-room.js';
export {
  type LogSink,
  type Running,
  type RunningServer,
  type ServeOptions,
  startServer,
  startWorker,
  type WorkerOptions,
} from './serve.js';
