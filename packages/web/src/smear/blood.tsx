import type { ApiBlood } from '@giemsa/server';
import { useState } from 'react';
import { api } from '../data/api.js';
import { useSession } from '../data/session.js';
import { when } from '../parts/format.js';
import { Named } from '../parts/named.js';
import { wholeText } from '../parts/number-text.js';
import { texts } from '../texts.js';

interface BloodProps {
  batch: string;
  /** Null for all patients that have none of their own. */
  patient: string | null;
  blood: ApiBlood;
  onChange: () => void;
}

/** The red cells of a patient, or of all: kept on the server, with who set them. */
export function Blood({ batch, patient, blood, onChange }: BloodProps) {
  const words = texts.blood;
  const { red_cells: redCells, haematocrit, set } = blood;
  const [cells, setCells] = useState(redCells === null ? '' : String(redCells));
  const [percent, setPercent] = useState(haematocrit ?? '');
  const mayWrite = useSession()?.role !== 'reader';
  const save = async (by: string | undefined) => {
    const number = cells.trim() === '' ? null : Number(wholeText(cells));
    if (Number.isNaN(number)) throw new Error(words.noNumber(cells));
    await api.setForBatch(
      batch,
      {
        ...{ setting: 'blood', patient, red_cells: number },
        haematocrit: number !== null || percent.trim() === '' ? null : percent.trim(),
      },
      by,
    );
    onChange();
  };
  return (
    <details className="measured">
      <summary>
        {words.title(patient)}: {words.value(redCells, haematocrit)}
        {set && ` (${words.set(set.by, when(set.at))})`}
      </summary>
      {mayWrite && (
        <div className="row">
          <label>
            {texts.labels.red_cells}{' '}
            <input inputMode="decimal" value={cells} onChange={(event) => setCells(event.target.value)} />
          </label>
          <label>
            {texts.labels.haematocrit}{' '}
            <input inputMode="decimal" value={percent} onChange={(event) => setPercent(event.target.value)} />
          </label>
          <Named label={words.save} onDone={save} />
        </div>
      )}
      <p className="quiet small">{words.explain}</p>
    </details>
  );
}
