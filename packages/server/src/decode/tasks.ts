import type { DecodedPicture } from '@giemsa/core';
import type { ErrorCode } from '@giemsa/core/internal/errors/codes';
import type { DecodeBatch, DecodedBatch } from '@giemsa/core/internal/predicting/decode-batch';

// The tasks of a decoding process, and its answers.

type BatchWords = Parameters<DecodeBatch>;

export type Task =
  | { readonly kind: 'batch'; readonly words: Readonly<BatchWords> }
  | { readonly kind: 'pixels'; readonly source: Buffer; readonly name: string }
  /** Nothing: whether it is there. */
  | { readonly kind: 'ready' }
  /** Width and height as it is shown, turned upright; of bytes, or of a file by its path. */
  | { readonly kind: 'size'; readonly source: Buffer | string };

export interface Size {
  readonly width: number;
  readonly height: number;
}

export type Answer =
  | { readonly value: DecodedBatch | DecodedPicture | Size | null }
  | { readonly reason: string; readonly code?: ErrorCode | undefined };

/** With this code a process ends that takes too much memory. */
export const OUT_OF_MEMORY = 77;
