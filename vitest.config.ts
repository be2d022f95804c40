import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Tests read the TypeScript sources of the packages, so that a failing line is a line of the source.
export default defineConfig({
  resolve: {
    alias: {
      '@giemsa/nn/browser': source('packages/nn/src/browser.ts'),
      '@giemsa/nn': source('packages/nn/src/index.ts'),
      '@giemsa/core/internal': source('packages/core/src'),
      '@giemsa/core/decode': source('packages/core/src/decode.ts'),
      '@giemsa/core/browser': source('packages/core/src/browser.ts'),
      '@giemsa/core': source('packages/core/src/index.ts'),
      '@giemsa/server': source('packages/server/src/index.ts'),
      giemsa: source('packages/giemsa/src/index.ts'),
    },
  },
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'packages/*/test/**/*.test.ts',
      'examples/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    exclude: ['**/*.slow.test.ts', '**/node_modules/**'],
    isolate: false,
    setupFiles: 'vitest.setup.ts',
    globalSetup: 'packages/server/test/support/shared-folder.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
