// What @giemsa/nn offers in browsers: the engine on onnxruntime-web, and files in the storage of the site. Nothing here, or in what
// it imports, needs Node.js; in Node.js it runs as well, on onnxruntime-node.

import { verifyChecksum } from './network/checksum.js';
import { networkFromConfig } from './network/from-config.js';
import type { Network } from './network/network.js';
import { readNetwork } from './network/read-network.js';

export { progressBar } from '#progress-bar';
export { chooseSession, createBufferSession } from '#runtime';
export { OpfsCheckpointStore } from './checkpoint/opfs-checkpoint-store.js';
export * from './engine.js';
export { provideRuntime, type WebDevice } from './runtime/web.js';

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
