import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(`../../packages/${path}`, import.meta.url));

/** `npm run test:schemathesis`: the API against its own description, which takes minutes and needs Python. */
export default defineConfig({
  resolve: {
    alias: {
      '@giemsa/nn': source('nn/src/index.ts'),
      '@giemsa/core/internal': source('core/src'),
      '@giemsa/core': source('core/src/index.ts'),
      '@giemsa/server': source('server/src/index.ts'),
      giemsa: source('giemsa/src/index.ts'),
    },
  },
  test: {
    include: ['interop/api/*.interop.ts'],
    setupFiles: fileURLToPath(new URL('../../vitest.setup.ts', import.meta.url)),
    testTimeout: 300_000,
    hookTimeout: 900_000,
    disableConsoleIntercept: true,
  },
});
