import { createRequire } from 'node:module';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { env } from 'onnxruntime-node';

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

export const GIEMSA_VERSION = version;

/** Where a training runs: what its speed, and the last bits of its weights, depend on. */
export function describeEnvironment(device: string, threads = availableParallelism()) {
  return {
    giemsa: version,
    node: process.versions.node,
    onnxruntime: env.versions.node ?? env.versions.common,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    processors: availableParallelism(),
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    device,
    threads,
  };
}
