import { useSyncExternalStore } from 'react';
import { useSession } from '../data/session.js';

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

/**
 * Who answers: the token's person; where tokens are of nobody, a name that is kept in this browser, the same in all fields that ask
 * for it, sent with each answer.
 */
export function useReviewer(): [reviewer: string, set: (reviewer: string) => void] {
  const typed = useSyncExternalStore(subscribe, read);
  return [useSession()?.person ?? typed, write];
}
