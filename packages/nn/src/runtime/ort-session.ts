import { InferenceSession, listSupportedBackends } from 'onnxruntime-node';
import { type Device, DeviceError, reasonOf, SESSION_CONFIG, type SessionOptions } from './device.js';

// ONNX Runtime writes a device id into the home folder and sends figures of use to its maker, unless it is told not to before
// its first session.
process.env.ORT_DISABLE_TELEMETRY ??= '1';

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

/** @throws DeviceError when ONNX Runtime was not built with the device for this platform */
function checkDevice(device: Device): void {
  const available = listSupportedBackends().map(({ name }) => name);
  if (available.includes(device)) return;
  const hint = device === 'cuda' ? ' CUDA needs extra files: see docs/guides/your-own-cells.md.' : '';
  throw new DeviceError(
    `device "${device}" is not available here; available are ${available.join(', ')}.${hint}`,
  );
}
