import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The page asks the server that it came from, and no other.
export default defineConfig({
  plugins: [react()],
  base: './',
  build: {
    target: 'es2022',
    // The first that know light-dark(): both themes stand once in the stylesheet.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    sourcemap: false,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
