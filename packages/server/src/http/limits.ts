import { isDeepStrictEqual } from 'node:util';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Problem } from './problem.js';
import type { AccessToken, Limits } from './tokens.js';

const MINUTE_SECONDS = 60;
/** Only deleting frees space, so a program that retries by itself should do so rarely. */
const FULL_RETRY_SECONDS = 3600;

/** What one upload may still take. */
export interface Allowance {
  /** Takes one picture. @returns why it may not, `undefined` when it may */
  take(): Promise<string | undefined>;
  /** When its pictures are in the database, or gone. */
  end(): void;
}

/** Without a token there are no limits: it is the user of this machine. */
export const NO_LIMITS: Allowance = { take: async () => undefined, end: () => undefined };

/** Counts what the tokens do, in the memory of this server. */
export class TokenLimits {
  readonly #counters = new Map<string, Counters>();

  /** @param countStored pictures in the database by the name of the token */
  constructor(private readonly countStored: (name: string) => Promise<number>) {}

  /** @throws Problem 429 when there were too many in this minute */
  async countRequest(token: AccessToken): Promise<void> {
    const { requestsPerMinute: limit } = token.limits;
    const over = await this.#of(token).requests?.over();
    if (over === undefined) return;
    throw new Problem(
      'too-many-requests',
      `The token "${token.name}" may send ${amount(limit)} requests a minute. Try again in ${over} s.`,
      over,
    );
  }

  /** @throws Problem 429 when nothing may be uploaded now */
  async beginUpload(token: AccessToken): Promise<Allowance> {
    const { name, limits } = token;
    const { pictures, stored } = this.#of(token);
    const wait = await pictures?.waitSeconds();
    if (wait !== undefined) {
      throw new Problem('too-many-pictures', `${tooFast(token)} Try again in ${wait} s.`, wait);
    }
    const room = await stored?.begin(() => this.countStored(name));
    if (room && room.left <= 0) {
      stored!.end();
      throw new Problem('no-room-left', `${tooMany(name, limits)} and send it again.`, FULL_RETRY_SECONDS);
    }
    return {
      take: async () => {
        if (room && room.left <= 0) return `${tooMany(name, limits)} and send it again`;
        const over = await pictures?.over();
        if (over !== undefined) return `${tooFast(token)} Send it again in ${over} s`;
        if (room) room.left--;
      },
      end: () => stored?.end(),
    };
  }

  #of({ name, limits }: AccessToken): Counters {
    let counters = this.#counters.get(name);
    // The limits of a token may change with its file.
    if (!counters || !isDeepStrictEqual(counters.limits, limits)) {
      const { requestsPerMinute, picturesPerMinute, storedPictures } = limits;
      counters = {
        limits,
        requests: requestsPerMinute === null ? undefined : new MinuteCounter(requestsPerMinute),
        pictures: picturesPerMinute === null ? undefined : new MinuteCounter(picturesPerMinute),
        stored: storedPictures === null ? undefined : new StoredRoom(storedPictures),
      };
      this.#counters.set(name, counters);
    }
    return counters;
  }
}

interface Counters {
  readonly limits: Limits;
  readonly requests: MinuteCounter | undefined;
  readonly pictures: MinuteCounter | undefined;
  readonly stored: StoredRoom | undefined;
}

class MinuteCounter {
  readonly #limiter: RateLimiterMemory;

  constructor(limit: number) {
    this.#limiter = new RateLimiterMemory({ points: limit, duration: MINUTE_SECONDS });
  }

  /** Counts one. @returns the seconds to wait when it is one too many */
  async over(): Promise<number | undefined> {
    try {
      await this.#limiter.consume('');
      return undefined;
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      return secondsOf(error);
    }
  }

  /** Seconds until one more may come; `undefined` when it may now. */
  async waitSeconds(): Promise<number | undefined> {
    const state = await this.#limiter.get('');
    return state && state.remainingPoints <= 0 ? secondsOf(state) : undefined;
  }
}

const secondsOf = ({ msBeforeNext }: RateLimiterRes): number => Math.max(1, Math.ceil(msBeforeNext / 1000));

/** Concurrent uploads share one count, which is read again when none is running. */
class StoredRoom {
  #open = 0;
  #room: Promise<{ left: number }> | undefined;

  constructor(private readonly limit: number) {}

  async begin(countStored: () => Promise<number>): Promise<{ left: number }> {
    this.#open++;
    this.#room ??= countStored().then((stored) => ({ left: this.limit - stored }));
    try {
      return await this.#room;
    } catch (error) {
      this.end();
      throw error;
    }
  }

  end(): void {
    if (--this.#open === 0) this.#room = undefined;
  }
}

const amount = (value: number | null): string => value!.toLocaleString('en');
const tooFast = ({ name, limits }: AccessToken): string =>
  `The token "${name}" may send ${amount(limits.picturesPerMinute)} pictures a minute.`;
const tooMany = (name: string, { storedPictures }: Limits): string =>
  `The token "${name}" may keep ${amount(storedPictures)} pictures here, including those in the trash: delete batches`;
