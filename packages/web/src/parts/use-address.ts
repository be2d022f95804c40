import { useSyncExternalStore } from 'react';

const subscribe = (changed: () => void) => {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
};

/** The parts of the address after `#/`: page, and what of it; `undefined` where it is none. */
export function useAddress(): string[] | undefined {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return addressOf(hash);
}

/** @returns `undefined` for an address that cannot be decoded, such as `#/screen/%` */
export function addressOf(hash: string): string[] | undefined {
  try {
    return hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

export const goTo = (page: string, id?: string): void => {
  window.location.hash = `#/${page}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;
};

/** Of a patient of a batch; the code may hold anything. */
export const patientAddress = (batch: string, patient: string): string =>
  `#/patient/${batch}/${encodeURIComponent(patient)}`;
