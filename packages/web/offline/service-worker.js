// The page without a network. Each build writes its own one, with the list of its files (vite.config.ts): what was seen once works
// offline. Pictures, answers and tokens are not its business: nothing of /api is kept here, see src/data/kept.ts for the model.
const BUILD = '__BUILD__';
const FILES = __FILES__;
const CACHE = 'giemsa-page-';

self.addEventListener('install', (event) => {
  const keep = async () => {
    const cache = await caches.open(CACHE + BUILD);
    await cache.addAll(FILES.map((file) => new Request(file, { cache: 'reload' })));
    await self.skipWaiting();
  };
  event.waitUntil(keep());
});

self.addEventListener('activate', (event) => {
  const forget = async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith(CACHE) && name !== CACHE + BUILD);
    // The build before may still be open in another tab, and load parts of itself.
    await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(forget());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  const path = pathname.slice(new URL(self.registration.scope).pathname.length);
  if (request.method !== 'GET' || origin !== self.location.origin || path.startsWith('api/')) return;
  // The page itself comes from the server whenever that answers, so that it is never an old one unnoticed.
  if (request.mode === 'navigate') {
    event.respondWith(fetch(request).catch(() => kept('./index.html')));
  } else if (path.startsWith('assets/')) {
    // Names of assets hold their hash.
    event.respondWith(kept(request).then((found) => found ?? fetch(request)));
  } else if (FILES.includes(`./${path}`)) {
    event.respondWith(fetch(request).catch(() => kept(request)));
  }
});

/** From this build, or from the one before. */
async function kept(request) {
  const own = await caches.open(CACHE + BUILD);
  return (await own.match(request)) ?? caches.match(request);
}
