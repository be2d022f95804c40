import { mkdir, readFile } from 'node:fs/promises';
import { UserError } from '@giemsa/core';
import { ERROR_CODES, type ErrorCode } from '@giemsa/core/internal/errors/codes';
import { writeFileAtomic } from '@giemsa/core/internal/files/atomic-file';
import { RunFolder } from '@giemsa/core/internal/files/run-paths';
import { z } from 'zod';

/** What a training was started with, and why it failed. */
const failureSchema = z.object({
  started: z.string(),
  recipe: z.string(),
  epochs: z.number().nullable(),
  /** What kind of mistake it was; null for a bug, or where its process was ended. */
  code: z.enum(Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]]).nullable(),
  reason: z.string(),
});
export type Failure = z.infer<typeof failureSchema>;

/** Keeps why a training failed in its run folder, which may not have been made yet. */
export async function keepFailure(
  path: string,
  started: Pick<Failure, 'started' | 'recipe' | 'epochs'>,
  error: Error,
): Promise<void> {
  const code = error instanceof UserError ? error.code : null;
  await mkdir(path, { recursive: true });
  const failure: Failure = { ...started, code, reason: error.message };
  await writeFileAtomic(new RunFolder(path).failure, `${JSON.stringify(failure, null, 2)}\n`);
}

/** @returns `undefined` when the training did not fail, or was begun again */
export async function readFailure(path: string): Promise<Failure | undefined> {
  const text = await readFile(new RunFolder(path).failure, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return failureSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
