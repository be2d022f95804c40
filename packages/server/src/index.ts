// What @giemsa/server offers to programs; the command line does the same by commands.ts.

export type { ApiAdoption, ApiPublished } from './api-adoption-types.js';
export type { ApiChange, ApiLookedCell, ApiPatient, ApiPatientResult } from './api-patient-types.js';
export type { ApiAgreement, ApiAuditEntry, ApiFieldsToRead, ApiFieldToRead } from './api-reading-types.js';
export type { ApiSet, ApiSetting } from './api-setting-types.js';
export type {
  ApiBlood,
  ApiCell,
  ApiField,
  ApiFieldEdit,
  ApiParasitaemia,
  ApiPatientSmear,
  ApiSmear,
} from './api-smear-types.js';
export type {
  ApiAdoptionNeeds,
  ApiCalibration,
  ApiCalibrationNeeds,
  ApiCorrectedBatch,
  ApiTask,
} from './api-task-types.js';
export type {
  ApiLabelledSet,
  ApiReviewedBatch,
  ApiRun,
  ApiRunComparison,
  ApiStep,
  ApiTraining,
  ApiTrainingPlan,
  ApiTrashedRun,
} from './api-training-types.js';
export type {
  ApiBatch,
  ApiCorrection,
  ApiModel,
  ApiPicture,
  ApiProgress,
  ApiReading,
  ApiResults,
  ApiSession,
  ApiSummary,
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
