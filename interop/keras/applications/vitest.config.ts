import { defineConfig } from 'vitest/config';
import keras from '../vitest.config.js';

/** `npm run test:applications`: every network of keras.applications against real Keras, many minutes. */
export default defineConfig({
  ...keras,
  test: { ...keras.test, include: ['interop/keras/applications/*.interop.ts'] },
});
