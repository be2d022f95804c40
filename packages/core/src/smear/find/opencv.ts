import { createRequire } from 'node:module';
import type cvModule from '@techstark/opencv-js';

export type OpenCv = typeof cvModule;
export type Mat = InstanceType<OpenCv['Mat']>;

type Loading = OpenCv & { then?: unknown };

let loading: Promise<{ cv: OpenCv }> | undefined;

/** OpenCV as WebAssembly: half a second to load, once a process. */
export async function loadOpenCv(): Promise<OpenCv> {
  loading ??= start();
  return (await loading).cv;
}

async function start(): Promise<{ cv: OpenCv }> {
  const before = handlers();
  // It calls itself a promise that resolves to itself: awaiting it, or its module, would never end.
  const module = createRequire(import.meta.url)('@techstark/opencv-js') as Loading;
  const cv = await new Promise<{ cv: OpenCv }>((resolve) => {
    const ready = (loaded: Loading) => {
      delete loaded.then;
      resolve({ cv: loaded });
    };
    if (typeof module.then === 'function') (module.then as (call: typeof ready) => void)(ready);
    else ready(module);
  });
  // It also takes over the process's handling of errors, and prints its ten megabytes of source with each.
  for (const [event, known] of before) {
    for (const listener of process.listeners(event as 'exit')) {
      if (!known.includes(listener)) process.removeListener(event, listener);
    }
  }
  return cv;
}

const handlers = () =>
  ['uncaughtException', 'unhandledRejection'].map(
    (event) => [event, process.listeners(event as 'exit') as unknown[]] as const,
  );

/**
 * Runs `work` and frees the matrices that it takes from `keep`, which WebAssembly's memory knows nothing of otherwise.
 */
export function withMats<T>(work: (keep: <M extends { delete(): void }>(mat: M) => M) => T): T {
  const mats: { delete(): void }[] = [];
  try {
    return work((mat) => {
      mats.push(mat);
      return mat;
    });
  } finally {
    for (const mat of mats) mat.delete();
  }
}

/** Bytes as a matrix of one channel, which the caller deletes. @param values `[height, width] uint8` */
export function matOf(
  cv: OpenCv,
  values: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
): Mat {
  return cv.matFromArray(height, width, cv.CV_8UC1, values as unknown as number[]);
}
