import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** `npm run test:keras`: checks against real Keras, which take minutes and need Python. */
export default defineConfig({
  resolve: {
    alias: {
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
