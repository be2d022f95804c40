import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import sharp from 'sharp';
import { defineConfig, type Plugin } from 'vite';
import { messages } from './messages-plugin.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const require = createRequire(import.meta.url);
const bytesOf = (file: string): number => statSync(require.resolve(`onnxruntime-web/${file}`)).size;

/** Of the installed page; the colours are those of style.css. */
const MANIFEST = {
  name: 'giemsa reading room',
  short_name: 'giemsa',
  description: 'Malaria in Giemsa-stained blood films. Research use only. Not a medical device.',
  start_url: './',
  display: 'standalone',
  background_color: '#ffffff',
  theme_color: '#08457e',
  icons: [
    { src: './icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: './icon-512.png', sizes: '512x512', type: 'image/png' },
    { src: './icon-maskable.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
};

/** The icon as pictures: systems that install the page take no SVG. A maskable one has its content in the inner four fifths. */
async function icon(size: number, share: number): Promise<Buffer> {
  const inner = Math.round(size * share);
  const drawing = await sharp(here('public/icon.svg'), { density: 1200 })
    .resize(inner, inner)
    .png()
    .toBuffer();
  const background = share < 1 ? '#ffffff' : '#ffffff00';
  return sharp({ create: { width: size, height: size, channels: 4, background } })
    .composite([{ input: drawing }])
    .png({ compressionLevel: 9 })
    .toBuffer();
}

/** Installs as an app and works without a network: manifest, icons, a service worker that knows the files of this build. */
const offline = (): Plugin => ({
  name: 'giemsa-offline',
  apply: 'build',
  enforce: 'post',
  async generateBundle(_, bundle) {
    const emit = (fileName: string, source: string | Buffer) =>
      this.emitFile({ type: 'asset', fileName, source });
    emit('icon-192.png', await icon(192, 1));
    emit('icon-512.png', await icon(512, 1));
    emit('icon-maskable.png', await icon(512, 0.72));
    emit('manifest.webmanifest', JSON.stringify(MANIFEST));
    // The runtime of models is large and only used in private mode, which keeps it itself; few write HDF5.
    const isLarge = (name: string) => name.endsWith('.wasm') || name.includes('/hdf5_');
    const files = Object.keys(bundle).filter((name) => name.startsWith('assets/') && !isLarge(name));
    const shell = ['./', './index.html', './icon.svg', './manifest.webmanifest', './icon-192.png'];
    const list = [...shell, ...files.sort().map((name) => `./${name}`)];
    const worker = readFileSync(here('offline/service-worker.js'), 'utf8');
    const build = createHash('sha256').update(list.join()).update(worker).digest('hex').slice(0, 16);
    const page = bundle['index.html'];
    if (page?.type !== 'asset') throw new Error('there is no index.html');
    page.source = String(page.source).replace('__BUILD__', build);
    emit('build.json', JSON.stringify({ build }));
    emit('sw.js', worker.replace('__BUILD__', build).replace('__FILES__', JSON.stringify(list)));
  },
});

/** The page is asked for at once, not only when the words of the language are there. */
const ahead = (): Plugin => ({
  name: 'giemsa-ahead',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(_, { bundle }) {
      const files = Object.keys(bundle!).filter((name) => /assets\/base-.*\.(js|css)$/.test(name));
      return files.map((name) => ({
        tag: 'link',
        attrs: {
          rel: name.endsWith('.css') ? 'stylesheet' : 'modulepreload',
          crossorigin: true,
          href: `./${name}`,
        },
        injectTo: 'head',
      }));
    },
  },
});

/** Beside each script and style its packed form, which the server sends where a browser takes it. */
const packed = (): Plugin => ({
  name: 'giemsa-packed',
  apply: 'build',
  writeBundle({ dir }, bundle) {
    for (const name of Object.keys(bundle).filter((file) => /^assets\/.*\.(js|css)$/.test(file))) {
      const path = join(dir!, name);
      writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path)));
    }
  },
});

/** What the first page needs besides its words. */
const FIRST =
  /node_modules\/(react|react-dom|scheduler|openapi-fetch)\/|src\/(start|app|content|parts\/(?!metrics)|data\/(?!sample-files|read-batch|compare))/;
/** What loads the words of a language, and all languages share. */
const WORDS = /node_modules\/@messageformat\/|src\/(language|texts|texts\/(compiled|languages))\.ts$/;

// The page asks the server that it came from, and no other.
export default defineConfig({
  plugins: [react(), messages(), ahead(), offline(), packed()],
  base: './',
  // The engine loads its runtime by import(), which workers have as ES modules only.
  worker: { format: 'es' },
  define: {
    RUNTIME_BYTES: JSON.stringify({
      wasm: bytesOf('ort-wasm-simd-threaded.wasm'),
      webgpu: bytesOf('ort-wasm-simd-threaded.asyncify.wasm'),
    }),
  },
  build: {
    target: 'es2022',
    // The first that know light-dark(): both themes stand once in the stylesheet.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    sourcemap: false,
    // What the first page needs comes in one file: each further one costs a round and its headers.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'base', test: FIRST },
            { name: 'words', test: WORDS, priority: 1 },
          ],
        },
      },
      checks: { pluginTimings: false },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
