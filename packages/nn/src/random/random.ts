import { sha256 } from '@noble/hashes/sha2.js';

/** A stream of pseudo-random numbers that its key alone determines. */
export interface Random {
  /** A number in `[low, high)`, from 32 random bits. */
  uniform(low: number, high: number): number;
  /** A number of the standard normal distribution (mean 0, standard deviation 1). */
  normal(): number;
  /**
   * An integer in `[0, n)`, every one equally likely.
   * @throws RangeError when `n` is not an integer in `[1, 2^32]`.
   */
  integer(n: number): number;
  /** Shuffles `values` in place (Fisher-Yates) and returns them. */
  shuffle(values: Uint32Array): Uint32Array;
}

/**
 * Opens the stream of random numbers that belongs to `key`, for instance `(seed, 'shuffle', epoch)`.
 *
 * The same key always gives the same numbers, on every machine; any other key gives unrelated ones. So a training
 * step can be replayed from its numbers alone, without those drawn before it: nothing about randomness needs storing
 * in a checkpoint. `1` and `'1'` are different keys.
 *
 * Generator: xoshiro128** 1.1 (Blackman and Vigna, https://prng.di.unimi.it/xoshiro128starstar.c), its state the first
 * 128 bits of the SHA-256 of the key as JSON. Normals: Box and Muller, Ann. Math. Statist. 29 (1958).
 * @throws TypeError when the key is empty or holds a number that is not a safe integer.
 */
export function randomFromKey(...key: (number | string)[]): Random {
  const next = xoshiro128(stateOf(key));
  let spareNormal: number | undefined;

  const integer = (n: number): number => {
    if (!Number.isInteger(n) || n < 1 || n > TWO_TO_32) {
      throw new RangeError(`integer(n): n must be an integer from 1 to 2^32, got ${n}.`);
    }
    // The largest multiple of n that 32 bits hold: numbers from there on would favour the small results.
    const limit = TWO_TO_32 - (TWO_TO_32 % n);
    let bits = next();
    while (bits >= limit) bits = next();
    return bits % n;
  };

  return {
    uniform: (low, high) => low + (high - low) * (next() / TWO_TO_32),
    normal() {
      if (spareNormal !== undefined) {
        const value = spareNormal;
        spareNormal = undefined;
        return value;
      }
      // (0, 1] rather than [0, 1): the logarithm of 0 is infinite.
      const radius = Math.sqrt(-2 * Math.log((next() + 1) / TWO_TO_32));
      const angle = 2 * Math.PI * (next() / TWO_TO_32);
      spareNormal = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    integer,
    shuffle(values) {
      for (let last = values.length - 1; last > 0; last--) {
        const other = integer(last + 1);
        const value = values[last]!;
        values[last] = values[other]!;
        values[other] = value;
      }
      return values;
    },
  };
}

const TWO_TO_32 = 2 ** 32;

function stateOf(key: readonly (number | string)[]): Uint32Array {
  if (key.length === 0) throw new TypeError('randomFromKey: the key is empty; give at least a seed.');
  for (const part of key) {
    if (typeof part === 'string' || Number.isSafeInteger(part)) continue;
    throw new TypeError(`randomFromKey: a key is made of integers and strings, got ${String(part)}.`);
  }
  const { buffer, byteOffset } = sha256(new TextEncoder().encode(JSON.stringify(key)));
  const digest = new DataView(buffer, byteOffset);
  return Uint32Array.from({ length: 4 }, (_, word) => digest.getUint32(4 * word, true));
}

/** Each call gives the next 32 bits as an unsigned integer. */
function xoshiro128(state: Uint32Array): () => number {
  let [s0, s1, s2, s3] = state as unknown as [number, number, number, number];
  return () => {
    const scrambled = Math.imul(s1, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = (s3 << 11) | (s3 >>> 21);
    return result;
  };
}
