import { useState } from 'react';

const keyOf = (batch: string) => `giemsa-threshold-${batch}`;

/** The threshold that was chosen for a batch of fields, the same on all its pages; undefined for the server's own. */
export function useThreshold(
  batch: string,
): [threshold: number | undefined, set: (threshold: number | undefined) => void] {
  const [count, setCount] = useState(0);
  const text = sessionStorage.getItem(keyOf(batch));
  const set = (threshold: number | undefined) => {
    if (threshold === undefined) sessionStorage.removeItem(keyOf(batch));
    else sessionStorage.setItem(keyOf(batch), String(threshold));
    setCount(count + 1);
  };
  return [text === null ? undefined : Number(text), set];
}
