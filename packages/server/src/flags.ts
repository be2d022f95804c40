import type { RescaleName } from '@giemsa/core/internal/formats/rescale';
import type { Command } from 'commander';

/** What the user says about model files that do not say it themselves; as `predict` takes it. */
interface ModelFlags {
  classes?: string[];
  positiveClass?: string;
  rescale?: RescaleName;
}

export interface PlaceFlags {
  data: string;
  pictures?: string;
  database?: string;
}

export interface VerifyFlags extends PlaceFlags {
  adopt?: boolean;
  json?: boolean;
}

export interface RoomFlags extends PlaceFlags, ModelFlags {
  model: string[];
  runs: string;
  threads?: string;
}

export interface ServeFlags extends RoomFlags {
  host: string;
  port: string;
  token?: string;
  tokens?: string;
  worker: boolean;
  dataset: string[];
  trashDays: string;
  auditDays?: string;
  trustProxy?: string;
}

export interface TokenFlags {
  tokens?: string;
  role: string;
  room?: string;
  days?: string;
}

/** What the command line knows and the server needs. */
export interface CommandEnvironment {
  readonly version: string;
  /** Models that ship, the default first. */
  readonly shippedModels: () => Promise<readonly string[]>;
  /** The examples at the end of a command's help. */
  readonly examples: (...lines: readonly string[]) => string;
  /** Adds the options that say what a model file does not. */
  readonly withMeaningOptions: (command: Command) => Command;
}
