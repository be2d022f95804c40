import { InferenceSession, listSupportedBackends } from 'onnxruntime-node';

// ONNX Runtime writes a device id into the home folder and sends figures of use to its maker, unless it is told not to before
// its first session.
process.env.ORT_DISABLE_TELEMETRY ??= '1';

/** ONNX Runtime's execution providers that a graph may run on. */
export const DEVICES = ['cpu', 'cuda', 'webgpu', 'coreml', 'dml'] as const;
/** What computes, as ONNX Runtime names it. */
export type Device = (typeof DEVICES)[number];

/**
 * How a session hands over its outputs: written through ONNX Runtime's C API into the memory that is given, or copied by
 * `onnxruntime-node`.
 */
export type SessionKind = 'c-api' | 'onnxruntime-node';

/**
 * Of every session. Values below 1e-38 cost a hundred times as much to compute with, and squared gradients are often that
 * small. Threads that wait for the next run would otherwise keep a processor busy that decodes images or runs another job.
 */
export const SESSION_CONFIG = { set_denormal_as_zero: '1', force_spinning_stop: '1' } as const;

/** What computes, and on how many threads. */
export interface SessionOptions {
  readonly device?: Device;
  /** Threads within an operator; default: one for each processor. */
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

/**
 * An ONNX Runtime session for a model.
 * @param model ONNX bytes or the path of an ONNX file
 * @throws DeviceError that names the device and those available here when the device is not, or why it could not be used
 */
export async function createSession(
  model: Uint8Array | string,
  options: SessionOptions = {},
): Promise<InferenceSession> {
  const { device = 'cpu', threads, keepMemory = true, optimization = 'all', profilePrefix } = options;
  checkDevice(device);
  const sessionOptions: InferenceSession.SessionOptions = {
    executionProviders: device === 'cpu' ? ['cpu'] : [device, 'cpu'],
    enableCpuMemArena: keepMemory,
    enableMemPattern: keepMemory,
    logSeverityLevel: 3,
    extra: { session: SESSION_CONFIG },
    graphOptimizationLevel: optimization,
    ...(threads === undefined ? {} : { intraOpNumThreads: threads }),
    ...(profilePrefix === undefined ? {} : { enableProfiling: true, profileFilePrefix: profilePrefix }),
  };
  try {
    // The overloads of `create` tell bytes from a path; a union has to choose one.
    return typeof model === 'string'
      ? await InferenceSession.create(model, sessionOptions)
      : await InferenceSession.create(model, sessionOptions);
  } catch (error) {
    if (device === 'cpu') throw error;
    const reason = reasonOf(error);
    throw new DeviceError(`device "${device}" could not be used: ${reason}. Choose the device cpu.`, reason);
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

/** @throws DeviceError when ONNX Runtime was not built with the device for this platform */
function checkDevice(device: Device): void {
  const available = listSupportedBackends().map(({ name }) => name);
  if (available.includes(device)) return;
  const hint = device === 'cuda' ? ' CUDA needs extra files: see docs/guides/your-own-cells.md.' : '';
  throw new DeviceError(
    `device "${device}" is not available here; available are ${available.join(', ')}.${hint}`,
  );
}
