import type { PredictQueue } from '../jobs/predict-queue.js';
import type { LoadedModels } from '../models/loaded-models.js';
import type { ModelRegistry } from '../models/registry.js';
import type { Database } from '../storage/database.js';
import type { PictureFiles } from '../storage/picture-files.js';
import type { TaskQueue } from '../tasks/task-kind.js';
import type { EventHub } from './events.js';
import type { TokenLimits } from './limits.js';

/** What routes work with. */
export interface Context {
  readonly database: Database;
  readonly files: PictureFiles;
  readonly queue: PredictQueue;
  /** What is done apart. */
  readonly tasks: TaskQueue;
  readonly registry: ModelRegistry;
  readonly models: LoadedModels;
  /** Folder of run folders. */
  readonly runs: string;
  /** Folders that may be trained on. */
  readonly datasets: readonly string[];
  /** Threads of a training; left out, all. */
  readonly threads: number | undefined;
  readonly limits: TokenLimits;
  /** So long deleted batches can be restored; with 0 they are gone at once. */
  readonly trashDays: number;
  readonly events: EventHub;
}
