import type { TrainingState } from './training-state.js';

/** A checkpoint that was read. */
export interface LoadedCheckpoint {
  readonly state: TrainingState;
  /** The file that it was read from. */
  readonly path: string;
  /** What the user should know: why this is not the newest checkpoint. */
  readonly warnings: readonly string[];
}

/** Where a training keeps its checkpoints: a folder in Node.js, the origin private file system in browsers. */
export interface Checkpoints {
  /** Saves a state as the last one; with the label `best` it is also kept as the best one. */
  save(state: TrainingState, label?: 'last' | 'best'): Promise<void>;
  /** The newest one that is whole, or null when there is none at all. @throws Error when there are some, but none is whole */
  loadLatest(): Promise<LoadedCheckpoint | null>;
  /** The best one, or null when none was saved. @throws DamagedFileError when it is not what was written */
  loadBest(): Promise<TrainingState | null>;
}

/**
 * The last checkpoint, and when that is damaged or missing the previous one, with a warning that says so.
 * @param read gives null for a file that is missing
 * @returns `checkpoint` is null when there is none at all
 * @throws Error when there are checkpoints, but none is whole
 */
export async function newestWhole(
  last: string,
  previous: string,
  read: (path: string) => Promise<TrainingState | null>,
): Promise<{ checkpoint: LoadedCheckpoint | null; lastIsDamaged: boolean }> {
  const problems: string[] = [];
  const tryToRead = async (path: string) => {
    try {
      return await read(path);
    } catch (error) {
      problems.push((error as Error).message);
      return null;
    }
  };
  const newest = await tryToRead(last);
  if (newest !== null)
    return { checkpoint: { state: newest, path: last, warnings: [] }, lastIsDamaged: false };
  const lastIsDamaged = problems.length > 0;
  const older = await tryToRead(previous);
  if (older !== null) {
    const problem = problems[0] ?? `${last} is missing.`;
    const warnings = [`${problem} Continuing from ${previous}.`];
    return { checkpoint: { state: older, path: previous, warnings }, lastIsDamaged };
  }
  if (problems.length === 0) return { checkpoint: null, lastIsDamaged };
  throw new Error(
    `No checkpoint can be used. ${problems.join(' ')} Start the training again without resuming.`,
  );
}
