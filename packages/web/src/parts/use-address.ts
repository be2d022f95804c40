import { useSyncExternalStore } from 'react';

const subscribe = (changed: () => void) => {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
};

/** The parts of the address after `#/`: page, and what of it. */
export function useAddress(): (string | undefined)[] {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  const parts = hash.replace(/^#\//, '').split('/').filter(Boolean);
  return parts.map(decodeURIComponent);
}

export const goTo = (page: string, id?: string): void => {
  window.location.hash = `#/${page}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;
};
