import { defineConfig } from 'vitest/config';

/** `npm run test:keras`: checks against real Keras, which take minutes and need Python. */
export default defineConfig({
  test: {
    include: ['interop/keras/*.interop.ts'],
    testTimeout: 600_000,
    hookTimeout: 900_000,
    fileParallelism: false,
    disableConsoleIntercept: true,
  },
});
