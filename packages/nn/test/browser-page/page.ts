const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

/** Runs a job in the worker, one after another. */
Object.assign(globalThis, {
  run: (job: string, argument: unknown) =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data.result));
      worker.onerror = ({ message }) => reject(new Error(message || 'the worker could not be loaded'));
      worker.postMessage({ job, argument });
    }),
});
