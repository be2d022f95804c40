import { readFile } from 'node:fs/promises';
import { InvalidOption, NotFound, UnreadableFile } from '@giemsa/core/internal/errors/kinds';
import { lockBeside } from '@giemsa/core/internal/files/lock';
import { writeAtomically } from '@giemsa/nn';
import { hashOf, newToken, readTokens, type TokenEntry } from './http/tokens.js';
import type { Role } from './roles.js';

const DAY_MS = 24 * 3600 * 1000;

export interface NewTokenOptions {
  readonly role: Role;
  /** Left out: a room of its own. */
  readonly room?: string | undefined;
  /** Days until it ends; left out: never. */
  readonly days?: number | undefined;
}

/**
 * Adds a new token to a file of tokens, which is created if missing. The file keeps only its hash.
 * @returns the token
 * @throws UserError when the file is no file of tokens, or has one of this name
 */
export async function addToken(path: string, name: string, options: NewTokenOptions): Promise<string> {
  const token = newToken();
  const { role, room, days } = options;
  const expires = days === undefined ? undefined : new Date(Date.now() + days * DAY_MS).toISOString();
  const added = {
    ...{ name, sha256: hashOf(token), role },
    ...(room !== undefined && { room }),
    ...(expires && { expires }),
  };
  await change(path, (entries) => {
    if (entries.every((entry) => entry.name !== name)) return [...entries, added];
    throw new InvalidOption(
      'name',
      name,
      `${path} has a token named "${name}"; revoke it first: giemsa token revoke "${name}"`,
    );
  });
  return token;
}

/** Takes a token out of a file of tokens. @throws UserError when it is not there, or the only one */
export async function revokeToken(path: string, name: string): Promise<void> {
  await change(path, (entries) => {
    const kept = entries.filter((entry) => entry.name !== name);
    if (kept.length === entries.length) {
      throw new NotFound(
        name,
        `${path} has no token named "${name}", but: ${entries.map((entry) => entry.name).join(', ')}`,
      );
    }
    if (kept.length === 0) {
      throw new InvalidOption(
        'name',
        name,
        `"${name}" is the only token in ${path}; add another one before, or stop the server`,
      );
    }
    return kept;
  });
}

/** Reads the file, changes it and writes it, while no other command does. */
async function change(
  path: string,
  work: (entries: readonly TokenEntry[]) => readonly TokenEntry[],
): Promise<void> {
  const lock = await lockBeside(path, { what: 'the file of tokens', instead: 'try again when it is done' });
  try {
    await write(path, work(await readEntries(path)));
  } finally {
    await lock.release();
  }
}

async function readEntries(path: string): Promise<TokenEntry[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new UnreadableFile(path, `cannot read --tokens ${path}: ${error.message}`);
  });
  if (text === undefined) return [];
  await readTokens(path);
  return JSON.parse(text) as TokenEntry[];
}

/** A server that reads it meanwhile sees the old one or the new one; only its owner may read it, from the first byte on. */
const write = (path: string, entries: readonly TokenEntry[]): Promise<void> =>
  writeAtomically(path, async (file) => {
    await file.chmod(0o600);
    await file.writeFile(`${JSON.stringify(entries, null, 2)}\n`);
  });
