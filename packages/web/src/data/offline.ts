import { useEffect, useState } from 'react';

/** How often an open page asks whether there is a newer one. */
const LOOK_AGAIN_MS = 15 * 60_000;

/** Keeps the page for use without a network. Browsers allow it over https and on the own machine. */
export function keepForOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  // Where it is not allowed, the page works as long as there is a network.
  navigator.serviceWorker.register('./sw.js').catch(() => undefined);
}

/** Of this page, as its build wrote it. */
const ownBuild = () => document.querySelector<HTMLMetaElement>('meta[name=giemsa-build]')?.content;

/** Whether the server has another build of the page than the one that is open. */
export function useNewBuild(): boolean {
  const [isNew, setNew] = useState(false);
  useEffect(() => {
    if (!import.meta.env.PROD) return;
    const look = async () => {
      const answer = await fetch('./build.json', { cache: 'no-store' }).catch(() => undefined);
      if (!answer?.ok) return;
      const { build } = (await answer.json()) as { build: string };
      if (build !== ownBuild()) setNew(true);
    };
    const onShow = () => document.visibilityState === 'visible' && void look();
    void look();
    const timer = window.setInterval(look, LOOK_AGAIN_MS);
    document.addEventListener('visibilitychange', onShow);
    return () => {
      window.clearInterval(timer);
      document.removeEventListener('visibilitychange', onShow);
    };
  }, []);
  return isNew;
}
