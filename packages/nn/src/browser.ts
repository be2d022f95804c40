// The part of the engine that also runs in a browser: it reads networks and makes graphs of them. Nothing
// here, or in what it imports, needs Node.js.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { matchesChecksum } from './network/checksum-field.js';
import { networkFromConfig } from './network/from-config.js';
import type { Network } from './network/network.js';
import { readNetwork } from './network/read-network.js';

export * as arrange from './graph/arrange.js';
export * as elementwise from './graph/elementwise.js';
export { gradients } from './graph/gradients.js';
export { Graph } from './graph/graph.js';
export * as reduce from './graph/reduce.js';
export { serialize } from './graph/serialize.js';
export type { DataType, Shape, Tensor } from './graph/tensor.js';
export { type ForwardPass, forward, fromLayout, toLayout } from './network/forward.js';
export { resizedImages } from './network/inference-graph.js';
export { Network } from './network/network.js';
export { logitsOf } from './ops/activations.js';

/**
 * Whether the bytes of an ONNX file are those that were written.
 * @returns `undefined` when the file does not end in a checksum
 */
export const verifyChecksum = (bytes: Uint8Array): boolean | undefined =>
  matchesChecksum(bytes, (part) => bytesToHex(sha256(part)));

/**
 * A network that `saveModel` wrote, with its weights and metadata.
 * @param bytes of the ONNX file
 * @param file how errors name it
 * @throws Error that names the file when it is damaged, or was not written by this package
 */
export function loadNetwork(
  bytes: Uint8Array,
  file: string,
): { model: Network; metadata: Record<string, string> } {
  if (verifyChecksum(bytes) === false)
    throw new Error(`${file} is damaged: its checksum does not match. Download it again.`);
  return readNetwork(bytes, file, networkFromConfig);
}
