import { sha256 as algorithm } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Sha256 } from './sha256.js';

// What '#sha256' stands for in browsers, whose own SHA-256 takes all bytes at once and is missing in insecure pages.

export function sha256(): Sha256 {
  const hash = algorithm.create();
  return { update: (bytes) => void hash.update(bytes), hex: () => bytesToHex(hash.digest()) };
}
