import { useEffect, useState } from 'react';

const KEY = 'giemsa-reviewer';

/** Who answers: kept in this browser, sent with each answer. */
export function useReviewer(): [reviewer: string, set: (reviewer: string) => void] {
  const [reviewer, setReviewer] = useState(() => localStorage.getItem(KEY) ?? '');
  useEffect(() => localStorage.setItem(KEY, reviewer), [reviewer]);
  return [reviewer, setReviewer];
}
