import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { messages } from './packages/web/messages-plugin.js';

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Tests read the TypeScript sources of the packages, so that a failing line is a line of the source.
export default defineConfig({
  // Words of the page are compiled as they are for a browser.
  plugins: [messages()],
  resolve: {
    alias: {
      '#runtime': source('packages/nn/src/runtime/native.ts'),
      '#sha256': source('packages/nn/src/runtime/sha256.ts'),
      '#files': source('packages/nn/src/checkpoint/files.ts'),
      '#progress-bar': source('packages/nn/src/callbacks/progress-bar.ts'),
      '@giemsa/nn/browser': source('packages/nn/src/browser.ts'),
      '@giemsa/nn': source('packages/nn/src/index.ts'),
      '@giemsa/core/internal': source('packages/core/src'),
      '@giemsa/core/dataset': source('packages/core/src/api/dataset.ts'),
      '@giemsa/core/metrics': source('packages/core/src/api/metrics.ts'),
      '@giemsa/core/smear': source('packages/core/src/api/smear.ts'),
      '@giemsa/core/report': source('packages/core/src/api/report.ts'),
      '@giemsa/core/browser': source('packages/core/src/api/browser.ts'),
      '@giemsa/core/decode': source('packages/core/src/api/decode.ts'),
      '@giemsa/core': source('packages/core/src/api/index.ts'),
      '@giemsa/server': source('packages/server/src/index.ts'),
      'giemsa/dataset': source('packages/giemsa/src/dataset.ts'),
      'giemsa/metrics': source('packages/giemsa/src/metrics.ts'),
      'giemsa/smear': source('packages/giemsa/src/smear.ts'),
      'giemsa/report': source('packages/giemsa/src/report.ts'),
      'giemsa/browser': source('packages/giemsa/src/browser.ts'),
      'giemsa/decode': source('packages/giemsa/src/decode.ts'),
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
