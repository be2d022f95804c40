import { removeTemporaries } from '@giemsa/nn';

const cleanups = new Set<() => void>();

/** Does something, at once, when a signal ends this process and it calls {@link removeUnfinished}. @returns takes it back */
export function onInterruption(cleanup: () => void): () => void {
  cleanups.add(cleanup);
  return () => void cleanups.delete(cleanup);
}

/** Removes, at once, what a process that ends here would leave: temporary files and locks. */
export function removeUnfinished(): void {
  removeTemporaries();
  for (const cleanup of cleanups) cleanup();
}
