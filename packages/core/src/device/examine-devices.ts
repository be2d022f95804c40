import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { DEVICES, type Device, type DeviceTrial, type SessionChoice } from '@giemsa/nn';

/** What `device-process.ts` sends. */
export type Trial = (DeviceTrial & { readonly session: SessionChoice }) | { readonly problem: string };

/** What a device can do on this machine. */
export interface DeviceReport {
  readonly device: Device;
  /** Whether a small network trained on it, to the losses of the cpu. */
  readonly works: boolean;
  /** Training of that network, 32 × 32 pixels; null where it does not work. */
  readonly imagesPerSecond: number | null;
  /** How the results of training steps come back. */
  readonly session: SessionChoice | null;
  /** Why it does not work, in one line. */
  readonly problem: string | null;
  /** What to install or do; null where nothing is missing, or nothing can help on this platform. */
  readonly advice: string | null;
}

/** Platforms that ONNX Runtime builds a device for. */
const PLATFORMS: Readonly<Partial<Record<Device, readonly string[]>>> = {
  cuda: ['linux-x64'],
  coreml: ['darwin-arm64', 'darwin-x64'],
  dml: ['win32-x64', 'win32-arm64'],
};
const NAMES: Readonly<Partial<Record<Device, string>>> = {
  cuda: 'Linux on x64',
  coreml: 'macOS',
  dml: 'Windows',
};
/** Longest time for a driver and a small training. */
const TIMEOUT = 120_000;
/** Losses of a device and of the cpu may differ by this. */
const TOLERANCE = 1e-3;

/** Tries every device of ONNX Runtime with a small training, each in a process of its own. Takes seconds. */
export async function examineDevices(): Promise<DeviceReport[]> {
  const reports: DeviceReport[] = [];
  const cpu = await tried('cpu');
  for (const device of DEVICES) {
    const platforms = PLATFORMS[device];
    reports.push(
      platforms && !platforms.includes(`${process.platform}-${process.arch}`)
        ? broken(device, `there is none on this platform, only on ${NAMES[device]}`, null)
        : reportOf(device, device === 'cpu' ? cpu : await tried(device), cpu),
    );
  }
  return reports;
}

function tried(device: Device): Promise<Trial> {
  // By its name in the package, since tests run from the TypeScript sources and a process cannot.
  const file = createRequire(import.meta.url).resolve('@giemsa/core/internal/device/device-process');
  return new Promise((resolve) => {
    const child = fork(file, [device], { stdio: 'ignore', timeout: TIMEOUT });
    child.once('message', (trial) => resolve(trial as Trial));
    child.once('error', (error) => resolve({ problem: error.message }));
    child.once('exit', (code, signal) => {
      const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
      resolve({ problem: `the process that tried it ${how}` });
    });
  });
}

function reportOf(device: Device, trial: Trial, cpu: Trial): DeviceReport {
  if ('problem' in trial) return broken(device, trial.problem, ADVICE[device]);
  if (!('problem' in cpu)) {
    const difference = Math.max(...trial.losses.map((loss, step) => Math.abs(loss - cpu.losses[step]!)));
    if (!(difference <= TOLERANCE)) {
      const problem = `it computes other values than the cpu: losses differ by ${difference.toPrecision(2)}`;
      return broken(device, problem, 'try a newer driver');
    }
  }
  const { imagesPerSecond, session } = trial;
  const slower = device === 'cpu' && session.kind !== 'c-api';
  return {
    ...{ device, works: true, imagesPerSecond, session, problem: null },
    advice: slower
      ? `trains 6 to 8 % faster with koffi: npm install @koromix/koffi-${process.platform}-${process.arch}`
      : null,
  };
}

const broken = (device: Device, problem: string, advice: string | null): DeviceReport => ({
  ...{ device, works: false, imagesPerSecond: null, session: null, problem, advice },
});

const ADVICE: Readonly<Record<Device, string | null>> = {
  cpu: 'install giemsa again: npm install giemsa',
  cuda: 'an NVIDIA card with CUDA 12 and cuDNN 9, and the files that ONNXRUNTIME_NODE_INSTALL=cuda12 node node_modules/onnxruntime-node/script/install fetches',
  webgpu:
    process.platform === 'linux'
      ? 'a graphics card with a Vulkan driver, such as apt-get install libvulkan1 mesa-vulkan-drivers'
      : 'a newer driver of the graphics card',
  coreml: 'a newer macOS',
  dml: 'a graphics card with DirectX 12 and a newer driver',
};
