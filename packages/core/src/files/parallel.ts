import { availableParallelism } from 'node:os';

/** Runs `task` for 0, 1, ..., `count` - 1, as many at a time as keep all cores busy; `sharp` uses libuv's threads. */
export async function inParallel(count: number, task: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await task(next++);
  };
  await Promise.all(Array.from({ length: Math.max(4, availableParallelism() * 2) }, worker));
}
