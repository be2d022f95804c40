import type { FastifyRequest } from 'fastify';
import type { Tables } from '../storage/database.js';
import { findSession } from '../storage/sessions.js';
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
    const bearer = /^Bearer +(.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer !== undefined) return this.tokenOf(request, bearer);
    // Nobody guesses 256 random bits, and browsers show a session that has ended with every picture: none is counted.
    const shown = shownSession(request);
    const sha256 = shown === undefined ? undefined : await findSession(this.tables, shown);
    const token = sha256 === undefined ? undefined : await this.book.findHash(sha256);
    if (token) return token;
    throw new Problem(
      401,
      'Token needed',
      'Send a token that the server was started with: "Authorization: Bearer TOKEN", or enter it on the page.',
    );
  }

  /** @throws Problem 401 when it is none, 429 when this address tried too many; both are logged without the token */
  async tokenOf(request: FastifyRequest, given: string): Promise<AccessToken> {
    const { ip, log } = request;
    const sha256 = hashOf(given);
    await this.#guesses.check(ip, sha256);
    const token = await this.book.findHash(sha256);
    if (token) {
      this.#guesses.right(sha256);
      return token;
    }
    log.warn({ address: ip, inThisMinute: await this.#guesses.wrong(ip, sha256) }, 'wrong token');
    throw new Problem(401, 'Wrong token', 'This is no token of the server, or one that has expired.');
  }
}
