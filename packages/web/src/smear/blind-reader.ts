import { useState } from 'react';
import { ApiError } from '../data/api.js';
import { useSession } from '../data/session.js';
import { useReviewer } from '../parts/use-reviewer.js';

/** Whether something is not shown because its fields are read blind. */
export const isBlind = (error: Error | undefined): boolean =>
  error instanceof ApiError && error.code === 'blind';

export interface BlindReader {
  /** Named to the server; undefined where the token says who it is, and where nobody has said it. */
  readonly by: string | undefined;
  /** Who reads; empty where nobody has said it. */
  readonly name: string;
  setName(name: string): void;
}

/** Who reads: what is hidden depends on it. */
export function useBlindReader(): BlindReader {
  const person = useSession()?.person;
  const [stored, setReviewer] = useReviewer();
  const [reader, setReader] = useState(stored);
  return {
    by: person != null || reader === '' ? undefined : reader,
    name: person ?? reader,
    setName: (name) => {
      setReviewer(name);
      setReader(name);
    },
  };
}

/** A reader's marks of a field, by the numbers of its cells. */
export type Marks = Readonly<Record<number, 'infected' | 'no cell'>>;

/** They are kept in this browser until they are sent. */
export function useMarks(
  picture: string,
  reader: string,
): [marks: Marks, set: (marks: Marks | undefined) => void] {
  const key = `giemsa-reading ${picture} ${reader}`;
  const [marks, setMarks] = useState<Marks>(() => JSON.parse(localStorage.getItem(key) ?? '{}'));
  return [
    marks,
    (next) => {
      setMarks(next ?? {});
      if (next) localStorage.setItem(key, JSON.stringify(next));
      else localStorage.removeItem(key);
    },
  ];
}
