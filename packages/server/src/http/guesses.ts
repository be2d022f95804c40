import { isIPv6 } from 'node:net';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Problem } from './problem.js';

/** Different wrong tokens from one address in a minute. */
export const MOST_GUESSES = 10;
const MINUTE_SECONDS = 60;

/**
 * Slows down guessing of tokens: after some wrong ones, new tokens from an address are not checked for the
 * rest of a minute, right or wrong. Tokens that were right before continue: others behind the same address
 * work undisturbed. The same wrong token again, for example from a program that does not know that its token
 * was revoked, does not count as a new guess.
 */
export class Guesses {
  readonly #guesses = new RateLimiterMemory({ points: MOST_GUESSES, duration: MINUTE_SECONDS });
  readonly #tried = new RateLimiterMemory({ points: 1, duration: MINUTE_SECONDS });
  /** Hashes of tokens that were right. */
  readonly #known = new Set<string>();

  /**
   * Counts a token as a guess before it is looked at, so that many at once are counted too.
   * @returns whether it is the first time in this minute
   * @throws Problem 429 where the address has to wait
   */
  async begin(address: string, sha256: string): Promise<boolean> {
    if (this.#known.has(sha256)) return false;
    const key = keyOf(address);
    const before = await this.#guesses.get(key);
    if (before && before.consumedPoints > MOST_GUESSES) throw tooMany(before.msBeforeNext);
    const { consumedPoints: times } = await this.#tried.penalty(`${key} ${sha256}`);
    if (times > 1) return false;
    const now = await this.#guesses.penalty(key);
    if (now.consumedPoints > MOST_GUESSES) throw tooMany(now.msBeforeNext);
    return true;
  }

  /** It was no guess. */
  async right(address: string, sha256: string): Promise<void> {
    if (this.#known.has(sha256)) return;
    this.#known.add(sha256);
    await this.#guesses.reward(keyOf(address));
  }

  /** It was one that is right no more. */
  forget(sha256: string): void {
    this.#known.delete(sha256);
  }
}

function tooMany(milliseconds: number): Problem {
  const wait = Math.max(1, Math.ceil(milliseconds / 1000));
  return new Problem(
    'too-many-wrong-tokens',
    `${MOST_GUESSES} wrong tokens came from this address in a minute. Try again in ${wait} s.`,
    wait,
  );
}

/** Whoever has one IPv6 address has 2^64 of them. */
function keyOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [head = '', tail = ''] = address.split('::');
  const [before, after] = [head, tail].map((part) => (part === '' ? [] : part.split(':')));
  const zeros = Array.from({ length: Math.max(0, 8 - before!.length - after!.length) }, () => '0');
  return [...before!, ...zeros, ...after!].slice(0, 4).join(':');
}
