import { defineConfig, mergeConfig } from 'vitest/config';
import quick from './vitest.config.js';

// Checks that take minutes, each with its own command in package.json.
export default mergeConfig(
  { ...quick, test: { ...quick.test, include: [], exclude: ['**/node_modules/**'] } },
  defineConfig({ test: { include: ['packages/*/test/**/*.slow.test.ts'], isolate: true } }),
);
