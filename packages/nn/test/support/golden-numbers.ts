/**
 * Numbers that follow from a text and an index alone, the same as in interop/goldens/golden.py, where the formulas and
 * their source stand.
 */
export function uniform(text: string, length: number): Float64Array {
  const seed = fnv1a(text);
  const values = new Float64Array(length);
  for (let index = 0; index < length; index++) values[index] = (bits(seed, index) >>> 8) / 2 ** 23 - 1;
  return values;
}

/** Bytes that follow from a text and an index. */
export function bytes(text: string, length: number): Uint8Array {
  const seed = fnv1a(text);
  const values = new Uint8Array(length);
  for (let index = 0; index < length; index++) values[index] = bits(seed, index) >>> 24;
  return values;
}

function fnv1a(text: string): number {
  let hash = 2166136261;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 16777619);
  return hash >>> 0;
}

function bits(seed: number, index: number): number {
  let x = (seed + Math.imul(index, 0x9e3779b9)) >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}
