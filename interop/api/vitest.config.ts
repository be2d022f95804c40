import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(`../../packages/${path}`, import.meta.url));

/** `npm run test:schemathesis`: the API against its own description, which takes minutes and needs Python. */
export default defineConfig({
  resolve: {
    alias: {
      '@giemsa/nn/browser': source('nn/src/browser.ts'),
      '@giemsa/nn': source('nn/src/index.ts'),
      '@giemsa/core/internal': source('core/src'),
      '@giemsa/core/dataset': source('core/src/api/dataset.ts'),
      '@giemsa/core/metrics': source('core/src/api/metrics.ts'),
      '@giemsa/core/smear': source('core/src/api/smear.ts'),
      '@giemsa/core/report': source('core/src/api/report.ts'),
      '@giemsa/core/browser': source('core/src/api/browser.ts'),
      '@giemsa/core/decode': source('core/src/api/decode.ts'),
      '@giemsa/core': source('core/src/api/index.ts'),
      '@giemsa/server': source('server/src/index.ts'),
      giemsa: source('giemsa/src/index.ts'),
    },
  },
  test: {
    include: ['interop/api/*.interop.ts'],
    globalSetup: fileURLToPath(
      new URL('../../packages/server/test/support/shared-folder.ts', import.meta.url),
    ),
    setupFiles: fileURLToPath(new URL('../../vitest.setup.ts', import.meta.url)),
    testTimeout: 300_000,
    hookTimeout: 900_000,
    disableConsoleIntercept: true,
  },
});
