import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** `npm run test:keras`: checks against real Keras, which take minutes and need Python. */
export default defineConfig({
  resolve: {
    alias: {
      '#runtime': fileURLToPath(new URL('../../packages/nn/src/runtime/native.ts', import.meta.url)),
      '#sha256': fileURLToPath(new URL('../../packages/nn/src/runtime/sha256.ts', import.meta.url)),
      '#files': fileURLToPath(new URL('../../packages/nn/src/checkpoint/files.ts', import.meta.url)),
      '#progress-bar': fileURLToPath(
        new URL('../../packages/nn/src/callbacks/progress-bar.ts', import.meta.url),
      ),
      '@giemsa/nn/browser': fileURLToPath(new URL('../../packages/nn/src/browser.ts', import.meta.url)),
      '@giemsa/nn': fileURLToPath(new URL('../../packages/nn/src/index.ts', import.meta.url)),
    },
  },
  test: {
    include: ['interop/keras/*.interop.ts'],
    testTimeout: 600_000,
    hookTimeout: 900_000,
    fileParallelism: false,
    disableConsoleIntercept: true,
  },
});
