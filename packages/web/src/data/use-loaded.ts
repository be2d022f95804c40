import { useCallback, useEffect, useState } from 'react';

export interface Loaded<Value> {
  readonly value: Value | undefined;
  readonly error: Error | undefined;
  readonly reload: () => void;
  readonly set: (change: (value: Value) => Value) => void;
}

/** Loads when first shown, when `key` changes, and on `reload`; the old value stays until the new one is there. */
export function useLoaded<Value>(load: () => Promise<Value>, key: string): Loaded<Value> {
  const [value, setValue] = useState<Value>();
  const [error, setError] = useState<Error>();
  const [count, setCount] = useState(0);
  // `load` is new at every drawing; `key` says what it loads.
  useEffect(() => {
    let isCurrent = true;
    load().then(
      (loaded) => {
        if (!isCurrent) return;
        setValue(loaded);
        setError(undefined);
      },
      (reason: Error) => isCurrent && setError(reason),
    );
    return () => {
      isCurrent = false;
    };
  }, [key, count]);
  const reload = useCallback(() => setCount((before) => before + 1), []);
  const set = useCallback(
    (change: (before: Value) => Value) =>
      setValue((before) => (before === undefined ? before : change(before))),
    [],
  );
  return { value, error, reload, set };
}
