import { createHash } from 'node:crypto';

// What '#sha256' stands for in Node.js; in browsers it is sha256-web.ts.

/** The SHA-256 of bytes that come one part after another. */
export interface Sha256 {
  update(bytes: Uint8Array): void;
  /** In hexadecimal digits; nothing can be added after. */
  hex(): string;
}

export function sha256(): Sha256 {
  const hash = createHash('sha256');
  return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') };
}
