import { useSyncExternalStore } from 'react';

const KEY = 'giemsa-reviewer';
const CHANGED = 'giemsa-reviewer-changed';

const subscribe = (changed: () => void) => {
  // Of this tab, and of others.
  window.addEventListener(CHANGED, changed);
  window.addEventListener('storage', changed);
  return () => {
    window.removeEventListener(CHANGED, changed);
    window.removeEventListener('storage', changed);
  };
};

const read = () => localStorage.getItem(KEY) ?? '';

function write(reviewer: string): void {
  localStorage.setItem(KEY, reviewer);
  window.dispatchEvent(new Event(CHANGED));
}

/** Who answers: kept in this browser, the same in all fields that ask for it, sent with each answer. */
export function useReviewer(): [reviewer: string, set: (reviewer: string) => void] {
  return [useSyncExternalStore(subscribe, read), write];
}
