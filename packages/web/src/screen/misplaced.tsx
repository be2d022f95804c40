import type { ApiBatch } from '@giemsa/server';
import { useState } from 'react';
import { api } from '../data/api.js';
import type { BatchKind } from '../data/batch-kind.js';
import { useSession } from '../data/session.js';
import { goTo } from '../parts/use-address.js';
import { texts } from '../texts.js';

/** A picture of a single cell is smaller, one of a field larger. */
const FIELD_PIXELS = 400;

interface Picture {
  readonly id: string;
  readonly status: string;
  readonly width: number;
  readonly height: number;
}

/** Pictures that were refused where they are, and by their size are of the other kind. */
const misplaced = (kind: BatchKind, pictures: readonly Picture[]): Picture[] =>
  pictures.filter(
    ({ status, width, height }) =>
      status === 'refused' &&
      (kind === 'cells' ? Math.min(width, height) >= FIELD_PIXELS : Math.max(width, height) < FIELD_PIXELS),
  );

/** Fields among cells, or cells among fields: a button moves them. */
export function Misplaced({ batch, pictures }: { batch: ApiBatch; pictures: readonly Picture[] }) {
  // Of a labelled set there is no such page.
  const kind = batch.kind as BatchKind;
  const [error, setError] = useState<string>();
  const mayWrite = useSession()?.role !== 'reader';
  const found = misplaced(kind, pictures);
  if (found.length === 0) return null;
  const move = async () => {
    try {
      const made = await api.movePictures(
        batch.id,
        found.map(({ id }) => id),
      );
      goTo(made.kind === 'fields' ? 'smear' : 'screen', made.id);
    } catch (reason) {
      setError((reason as Error).message);
    }
  };
  return (
    <div className="notice">
      <p>{texts.misplaced.title[kind]({ count: found.length })}</p>
      {mayWrite && (
        <button type="button" onClick={() => void move()}>
          {texts.misplaced.move[kind]}
        </button>
      )}
      {error && <p role="alert">{error}</p>}
    </div>
  );
}
