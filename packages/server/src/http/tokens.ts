import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { UnreadableFile } from '@giemsa/core/internal/errors/kinds';
import { z } from 'zod';
import { ROLES, type Role } from '../roles.js';
import { checkPrivateFile } from '../storage/modes.js';

/** What one token may do; `null` sets no limit. */
export interface Limits {
  readonly requestsPerMinute: number | null;
  readonly picturesPerMinute: number | null;
  /** Pictures in the room at a time, those in the trash too. */
  readonly storedPictures: number | null;
}

/** Someone who may ask. The token itself is not kept, only its hash. */
export interface AccessToken {
  /** The person; in the database, whose pictures they are. */
  readonly name: string;
  /** Whether it is nobody's own: the one of `--token`. */
  readonly isShared: boolean;
  /** SHA-256 of the token, in hex. */
  readonly sha256: string;
  readonly role: Role;
  /** Whose batches it sees; an admin sees all. */
  readonly room: string;
  /** When it ends; `null` for never. */
  readonly expires: Date | null;
  readonly limits: Limits;
}

/** So high that no person reaches them: they stop a program that is out of control from blocking the room. */
export const DEFAULT_LIMITS: Limits = {
  requestsPerMinute: 12_000,
  picturesPerMinute: 60_000,
  storedPictures: 1_000_000,
};

export const SHORTEST_TOKEN = 16;

/** 192 random bits: nothing slower than SHA-256 is needed to keep it safe in a file. */
export const newToken = (): string => randomBytes(24).toString('base64url');

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** A token that may do everything, for all who know it. */
export const soleToken = (token: string): AccessToken => ({
  name: 'token',
  isShared: true,
  sha256: hashOf(token),
  role: 'admin',
  room: 'token',
  expires: null,
  limits: DEFAULT_LIMITS,
});

const limit = z.number().int().min(1).nullable().optional();
const name = z.string().min(1).max(100);
const entrySchema = z
  .strictObject({
    name,
    sha256: z
      .string()
      .regex(/^[\da-f]{64}$/i, 'SHA-256 as 64 hexadecimal digits')
      .optional(),
    token: z.string().min(SHORTEST_TOKEN).max(500).optional(),
    role: z.enum(ROLES).default('technician'),
    room: name.optional(),
    expires: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
    requests_per_minute: limit,
    pictures_per_minute: limit,
    stored_pictures: limit,
  })
  .refine(({ sha256, token }) => (sha256 === undefined) !== (token === undefined), {
    message: 'either "sha256" or "token"',
  });
export const tokenFileSchema = z.array(entrySchema).min(1);
export type TokenEntry = z.input<typeof entrySchema>;

/** What a file of tokens holds. */
export interface TokenFile {
  readonly tokens: readonly AccessToken[];
  /** Names of those that are written out in it. */
  readonly plain: readonly string[];
}

/**
 * Reads tokens with names, roles and limits: a JSON list of `{ "name", "sha256", "role", "room", "expires",
 * "requests_per_minute", "pictures_per_minute", "stored_pictures" }`. A limit that is left out is that of
 * {@link DEFAULT_LIMITS}, a room that is left out has the token's name, a role that is left out is technician. In place of
 * `"sha256"` there may be `"token"`, the token itself.
 * @throws UserError when it cannot be read, others can read it, it is no such list, or it has a name or token twice
 */
export async function readTokens(path: string): Promise<TokenFile> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new UnreadableFile(path, `cannot read --tokens ${path}: ${error.message}`);
  });
  await checkPrivateFile(path, '--tokens');
  const entries = parse(path, text);
  const tokens = entries.map(accessToken);
  for (const key of ['name', 'sha256'] as const) {
    const values = tokens.map((entry) => entry[key]);
    const twice = tokens.find((entry, index) => values.indexOf(entry[key]) !== index);
    const what = key === 'name' ? 'name' : 'token';
    if (twice)
      throw new UnreadableFile(path, `--tokens ${path}: the ${what} of "${twice.name}" occurs twice`);
  }
  return { tokens, plain: entries.filter(({ token }) => token !== undefined).map((entry) => entry.name) };
}

const accessToken = (entry: z.output<typeof entrySchema>): AccessToken => ({
  name: entry.name,
  isShared: false,
  sha256: entry.sha256?.toLowerCase() ?? hashOf(entry.token!),
  role: entry.role,
  room: entry.room ?? entry.name,
  expires: entry.expires === undefined ? null : endOf(entry.expires),
  limits: {
    requestsPerMinute: orDefault(entry.requests_per_minute, 'requestsPerMinute'),
    picturesPerMinute: orDefault(entry.pictures_per_minute, 'picturesPerMinute'),
    storedPictures: orDefault(entry.stored_pictures, 'storedPictures'),
  },
});

/** A day is valid to its end, by universal time. */
const endOf = (expires: string): Date =>
  new Date(expires.includes('T') ? expires : `${expires}T23:59:59.999Z`);

const orDefault = (value: number | null | undefined, key: keyof Limits): number | null =>
  value === undefined ? DEFAULT_LIMITS[key] : value;

function parse(path: string, text: string): z.output<typeof tokenFileSchema> {
  try {
    return tokenFileSchema.parse(JSON.parse(text));
  } catch (error) {
    // JSON.parse repeats what it could not read, and that may be a token.
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : 'it is not JSON';
    throw new UnreadableFile(
      path,
      `--tokens ${path} is not a list of tokens: ${reason.replaceAll(/\s*\n\s*/g, ' ')}`,
    );
  }
}
