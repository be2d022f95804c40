/** ONNX Runtime's execution providers that a graph may run on. */
export const DEVICES = ['cpu', 'cuda', 'webgpu', 'coreml', 'dml'] as const;
/** What computes, as ONNX Runtime names it. */
export type Device = (typeof DEVICES)[number];

/**
 * How a session hands over its outputs: written through ONNX Runtime's C API into the memory that is given, or copied by
 * `onnxruntime-node`, or in browsers by `onnxruntime-web`.
 */
export type SessionKind = 'c-api' | 'onnxruntime-node' | 'onnxruntime-web';

/**
 * Of every session. Values below 1e-38 cost a hundred times as much to compute with, and squared gradients are often that
 * small. Threads that wait for the next run would otherwise keep a processor busy that decodes images or runs another job.
 */
export const SESSION_CONFIG = { set_denormal_as_zero: '1', force_spinning_stop: '1' } as const;

/** What computes, and on how many threads. */
export interface SessionOptions {
  readonly device?: Device;
  /** Threads within an operator; default: one for each processor. In browsers the first session decides for the page. */
  readonly threads?: number;
  /** Keep freed memory for the next run. Default true; false for graphs that run rarely. */
  readonly keepMemory?: boolean;
  /** How far ONNX Runtime rewrites the graph. Default `all`; training steps take `extended`, see there. */
  readonly optimization?: 'extended' | 'all';
  /** How a training step's session hands over its outputs. Default: `c-api` on the cpu where that can be opened. */
  readonly session?: SessionKind;
  /** Writes ONNX Runtime's profile to `<prefix>_<time>.json`. */
  readonly profilePrefix?: string;
}

/** A device is missing, failed, or computes something else than the cpu. */
export class DeviceError extends Error {
  override readonly name = 'DeviceError';

  /** @param reason the part of the message that does not name the device and says what to do */
  constructor(
    message: string,
    readonly reason = message,
  ) {
    super(message);
  }
}

/** ONNX Runtime's message without its paths, functions and conditions, which say nothing to who reads it. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .replace(/^\S+\.(cc|h):\d+ .* was false\. /s, '')
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim()
    .replace(/\.$/, '');
}
