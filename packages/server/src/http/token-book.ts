import { stat } from 'node:fs/promises';
import { UnreadableFile } from '@giemsa/core/internal/errors/kinds';
import { type AccessToken, hashOf, readTokens, type TokenFile } from './tokens.js';

/** So often at most the file is looked at. */
const LOOK_MS = 1000;

/**
 * The valid tokens. Their file is read again when it has changed: a token that was removed from it ends at
 * once.
 */
export class TokenBook {
  #tokens: ReadonlyMap<string, AccessToken>;
  #seen = '';
  #lookedAt = Number.NEGATIVE_INFINITY;

  private constructor(
    private readonly path: string | undefined,
    private readonly others: readonly AccessToken[],
    private readonly say: (line: string) => void,
    first: TokenFile,
  ) {
    this.#tokens = this.#indexed(first);
  }

  /**
   * @param path a file of tokens
   * @param others tokens besides those of the file
   * @param say is told what is wrong with the file
   * @throws UserError as `readTokens`
   */
  static async open(
    path: string | undefined,
    others: readonly AccessToken[],
    say: (line: string) => void,
  ): Promise<TokenBook> {
    const seen = path === undefined ? '' : await stateOf(path);
    const first = path === undefined ? { tokens: [], plain: [] } : await readTokens(path);
    const book = new TokenBook(path, others, say, first);
    book.#seen = seen;
    return book;
  }

  /** Whether a token is asked for at all; this never changes while the server runs. */
  get asks(): boolean {
    return this.path !== undefined || this.others.length > 0;
  }

  /** The token that was given, where it is one and has not expired. */
  async find(given: string): Promise<AccessToken | undefined> {
    return this.findHash(hashOf(given));
  }

  /** By its SHA-256 in hex: the time to find a hash reveals nothing about the token. */
  async findHash(sha256: string): Promise<AccessToken | undefined> {
    await this.#readAgain();
    const token = this.#tokens.get(sha256);
    return token && (token.expires === null || token.expires.getTime() > Date.now()) ? token : undefined;
  }

  async #readAgain(): Promise<void> {
    const now = performance.now();
    if (this.path === undefined || now - this.#lookedAt < LOOK_MS) return;
    this.#lookedAt = now;
    const state = await stateOf(this.path);
    if (state === this.#seen) return;
    this.#seen = state;
    try {
      this.#tokens = this.#indexed(await readTokens(this.path));
      this.say(`--tokens ${this.path} was read again: ${this.#tokens.size} tokens`);
    } catch (error) {
      this.say(`${(error as Error).message}. The old tokens stay valid until it is fixed.`);
    }
  }

  #indexed({ tokens, plain }: TokenFile): ReadonlyMap<string, AccessToken> {
    if (plain.length > 0) {
      this.say(
        `--tokens ${this.path} holds plain tokens (${plain.join(', ')}); keep only their hashes there: "giemsa token add" makes such entries`,
      );
    }
    for (const { name, sha256 } of this.others) {
      const same = tokens.find((token) => token.name === name || token.sha256 === sha256);
      if (!same) continue;
      throw new UnreadableFile(
        this.path!,
        `--tokens ${this.path}: "${same.name}" has the name or the token of GIEMSA_TOKEN`,
      );
    }
    return new Map([...tokens, ...this.others].map((token) => [token.sha256, token]));
  }
}

/** Changes with every change of a file. */
async function stateOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  return found ? `${found.ino} ${found.size} ${found.mtimeMs} ${found.mode}` : 'gone';
}
