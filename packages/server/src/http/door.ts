import type { FastifyRequest } from 'fastify';
import type { Tables } from '../storage/database.js';
import { findSession } from '../storage/sessions.js';
import { visibleTo } from './access.js';
import { Guesses } from './guesses.js';
import { Problem } from './problem.js';
import { shownSession } from './session-cookie.js';
import type { TokenBook } from './token-book.js';
import { type AccessToken, hashOf } from './tokens.js';

/** Says whose request it is. */
export class Door {
  readonly #guesses = new Guesses();

  constructor(
    readonly book: TokenBook,
    private readonly tables: Tables,
  ) {}

  /** By the bearer token of a request, or the session of a browser. @throws Problem 401 or 429 */
  async enter(request: FastifyRequest): Promise<AccessToken> {
    const bearer = bearerOf(request);
    if (bearer !== undefined) return this.tokenOf(request, bearer);
    // Nobody guesses 256 random bits, and browsers show a session that has ended with every picture: none is counted.
    const token = await this.#bySession(request);
    if (token) return token;
    throw new Problem(
      'token-needed',
      'Send a token that the server was started with: "Authorization: Bearer TOKEN", or enter it on the page.',
    );
  }

  /**
   * Whether the token of a request is still valid and still sees the same room, and its session has not
   * ended.
   */
  async isStillIn(request: FastifyRequest): Promise<boolean> {
    if (request.token === null) return true;
    const isBearer = bearerOf(request) !== undefined;
    const token = isBearer ? await this.book.findHash(request.token.sha256) : await this.#bySession(request);
    return token !== undefined && visibleTo(token) === visibleTo(request.token);
  }

  async #bySession(request: FastifyRequest): Promise<AccessToken | undefined> {
    const shown = shownSession(request);
    const sha256 = shown === undefined ? undefined : await findSession(this.tables, shown);
    return sha256 === undefined ? undefined : this.book.findHash(sha256);
  }

  /** @throws Problem 401 when it is none, 429 when this address tried too many; both are logged without the token */
  async tokenOf(request: FastifyRequest, given: string): Promise<AccessToken> {
    const { ip, log } = request;
    const sha256 = hashOf(given);
    const isNew = await this.#guesses.begin(ip, sha256);
    const token = await this.book.findHash(sha256);
    if (token) {
      await this.#guesses.right(ip, sha256);
      return token;
    }
    this.#guesses.forget(sha256);
    if (isNew) log.warn({ address: ip }, 'wrong token');
    throw new Problem('wrong-token', 'This token is not valid on this server, or has expired.');
  }
}

const bearerOf = ({ headers }: FastifyRequest): string | undefined =>
  /^Bearer +(.+)$/i.exec(headers.authorization ?? '')?.[1];
