import { readFile } from 'node:fs/promises';
import { UnreadableFile } from '../errors/kinds.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import type { TrainingSettingsRecord } from '../recipes/settings.js';
import type { describeEnvironment } from './environment.js';

/** Cells and patients of one side of a split. */
export interface SideRecord {
  readonly cells: number;
  readonly cellsPerClass: Readonly<Record<string, number>>;
  /** Known patients. */
  readonly patients: number;
}

/** `config.json` of a run folder: how the model was made. */
export interface RunConfig {
  readonly created: string;
  readonly settings: TrainingSettingsRecord;
  /** With its learning-rate schedule, which depends on the number of cells. */
  readonly optimizer: Readonly<Record<string, unknown>>;
  readonly data: {
    readonly folder: string;
    readonly fingerprint: string;
    readonly classNames: readonly string[];
    readonly positiveClass: string;
    readonly cells: number;
    readonly cellsPerClass: Readonly<Record<string, number>>;
    readonly patients: number;
    readonly skipped: readonly { readonly file: string; readonly reason: string }[];
    /** What is in the folder and is not a cell; left out in runs of before. */
    readonly leftOut?: readonly { readonly file: string; readonly reason: string }[];
  };
  readonly split: {
    readonly train: SideRecord;
    readonly validation: SideRecord;
    /** Validation cells whose patient is also in training, and their share; null where no patient is known. */
    readonly sharedPatients: { readonly count: number; readonly share: number } | null;
  };
  readonly parameters: { readonly total: number; readonly trainable: number; readonly nonTrainable: number };
  readonly environment: ReturnType<typeof describeEnvironment>;
}

export const writeConfig = (path: string, config: RunConfig): Promise<void> =>
  writeFileAtomic(path, `${JSON.stringify(config, null, 2)}\n`);

/** @returns `undefined` when there is no such file. @throws UserError when it is damaged */
export async function readConfig(path: string): Promise<RunConfig | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new UnreadableFile(path, `cannot read ${path}: ${error.message}`);
  });
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as RunConfig;
  } catch (error) {
    throw new UnreadableFile(
      path,
      `${path} is damaged: ${(error as Error).message}. Train into another folder`,
    );
  }
}

/** The paths at which two values that JSON can hold differ, each with both values. */
export function differences(before: unknown, now: unknown, path = ''): string[] {
  if (isRecord(before) && isRecord(now)) {
    const names = new Set([...Object.keys(before), ...Object.keys(now)]);
    return [...names].flatMap((name) =>
      differences(before[name], now[name], path ? `${path}.${name}` : name),
    );
  }
  const [was, is] = [JSON.stringify(before), JSON.stringify(now)];
  return was === is ? [] : [`${path} was ${was ?? 'not set'}, now ${is ?? 'not set'}`];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
