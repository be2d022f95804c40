import cvModule from '@techstark/opencv-js';

export type OpenCv = typeof cvModule;
export type Mat = InstanceType<OpenCv['Mat']>;

let loading: Promise<OpenCv> | undefined;

/** OpenCV as WebAssembly: half a second to load, once a process. */
export function loadOpenCv(): Promise<OpenCv> {
  loading ??= new Promise((resolve) => {
    const module = cvModule as OpenCv & { then?: (ready: (cv: OpenCv & { then?: unknown }) => void) => void };
    if (module.then === undefined) return resolve(module);
    module.then((cv) => {
      // It calls itself a promise that resolves to itself: awaiting it would never end.
      delete cv.then;
      resolve(cv);
    });
  });
  return loading;
}

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
