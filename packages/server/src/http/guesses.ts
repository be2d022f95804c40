import { isIPv6 } from 'node:net';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Problem } from './problem.js';

/** Wrong tokens from one address in a minute. */
export const MOST_GUESSES = 10;
const MINUTE_SECONDS = 60;

/**
 * Slows those who try tokens: after some wrong ones an address gets no answer to another for a minute, right or wrong. Tokens that
 * were right before go on: others behind the same address work undisturbed.
 */
export class Guesses {
  readonly #limiter = new RateLimiterMemory({ points: MOST_GUESSES, duration: MINUTE_SECONDS });
  /** Hashes of tokens that were right. */
  readonly #known = new Set<string>();

  /** @throws Problem 429 where the address has to wait */
  async check(address: string, sha256: string): Promise<void> {
    if (this.#known.has(sha256)) return;
    const state = await this.#limiter.get(keyOf(address));
    if (!state || state.consumedPoints < MOST_GUESSES) return;
    const wait = Math.max(1, Math.ceil(state.msBeforeNext / 1000));
    throw new Problem(
      429,
      'Too many wrong tokens',
      `From this address came ${MOST_GUESSES} wrong tokens in a minute. Go on in ${wait} s.`,
      wait,
    );
  }

  right(sha256: string): void {
    this.#known.add(sha256);
  }

  /** @returns how many it were from this address in this minute */
  async wrong(address: string, sha256: string): Promise<number> {
    this.#known.delete(sha256);
    const state = await this.#limiter.penalty(keyOf(address));
    return state.consumedPoints;
  }
}

/** Who has one address of IPv6 has 2^64 of them. */
function keyOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [head = '', tail = ''] = address.split('::');
  const [before, after] = [head, tail].map((part) => (part === '' ? [] : part.split(':')));
  const zeros = Array.from({ length: Math.max(0, 8 - before!.length - after!.length) }, () => '0');
  return [...before!, ...zeros, ...after!].slice(0, 4).join(':');
}
