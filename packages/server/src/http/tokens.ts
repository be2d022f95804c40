import { timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { UserError } from 'giemsa';
import { z } from 'zod';

/** What one token may do; `null` sets no limit. */
export interface Limits {
  readonly requestsPerMinute: number | null;
  readonly picturesPerMinute: number | null;
  /** Pictures in the room at a time; deleted ones do not count. */
  readonly storedPictures: number | null;
}

/** Someone who may ask. */
export interface AccessToken {
  /** Whose pictures they are, in the database. */
  readonly name: string;
  readonly token: string;
  readonly limits: Limits;
}

/** So high that no person meets them: they keep a program that went wild from taking the room for itself. */
export const DEFAULT_LIMITS: Limits = {
  requestsPerMinute: 12_000,
  picturesPerMinute: 60_000,
  storedPictures: 1_000_000,
};

export const SHORTEST_TOKEN = 16;

const limit = z.number().int().min(1).nullable().optional();
const fileSchema = z
  .array(
    z.strictObject({
      name: z.string().min(1).max(100),
      token: z.string().min(SHORTEST_TOKEN).max(500),
      requests_per_minute: limit,
      pictures_per_minute: limit,
      stored_pictures: limit,
    }),
  )
  .min(1);

/**
 * Reads tokens with names and limits: a JSON list of
 * `{ "name", "token", "requests_per_minute", "pictures_per_minute", "stored_pictures" }`. A limit that is left out is
 * that of {@link DEFAULT_LIMITS}.
 * @throws UserError when it cannot be read, is no such list, or has a name or token twice
 */
export async function readTokens(path: string): Promise<AccessToken[]> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new UserError(`cannot read --tokens ${path}: ${error.message}`);
  });
  const entries = parse(path, text);
  for (const key of ['name', 'token'] as const) {
    const values = entries.map((entry) => entry[key]);
    const twice = entries.find((entry, index) => values.indexOf(entry[key]) !== index);
    if (twice) throw new UserError(`--tokens ${path}: the ${key} of "${twice.name}" is there twice`);
  }
  return entries.map((entry) => ({
    name: entry.name,
    token: entry.token,
    limits: {
      requestsPerMinute: orDefault(entry.requests_per_minute, 'requestsPerMinute'),
      picturesPerMinute: orDefault(entry.pictures_per_minute, 'picturesPerMinute'),
      storedPictures: orDefault(entry.stored_pictures, 'storedPictures'),
    },
  }));
}

const orDefault = (value: number | null | undefined, name: keyof Limits): number | null =>
  value === undefined ? DEFAULT_LIMITS[name] : value;

function parse(path: string, text: string): z.infer<typeof fileSchema> {
  try {
    return fileSchema.parse(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new UserError(`--tokens ${path} is no list of tokens: ${reason.replaceAll(/\s*\n\s*/g, ' ')}`);
  }
}

/** In the same time for every token that is wrong. */
export const findToken = (tokens: readonly AccessToken[], given: string): AccessToken | undefined =>
  tokens.filter(({ token }) => isSame(given, token))[0];

function isSame(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}
