import { defineConfig } from 'vite';

/** With them a page is cross-origin isolated, and WebAssembly computes on all processors. Your server has to send them too. */
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  base: './',
  // The engine loads the runtime by import(), which workers have as ES modules only.
  worker: { format: 'es' },
  build: { target: 'es2022' },
  // The runtime finds its WebAssembly file beside its own script.
  optimizeDeps: { exclude: ['onnxruntime-web'] },
  server: { headers },
  preview: { headers },
});
