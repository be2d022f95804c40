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

function valueText({ red_cells: redCells, haematocrit }: ApiBlood): string {
  const words = texts.blood;
  if (redCells !== null) return words.perMicrolitre({ redCells });
  if (haematocrit === null) return words.notMeasured;
  return haematocrit.trim() === '' ? words.notKnown : words.haematocrit({ haematocrit });
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
    if (Number.isNaN(number)) throw new Error(words.noNumber({ text: cells }));
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
        {patient === null ? words.titleAll : words.title}: {valueText(blood)}
        {set && ` (${words.set({ by: set.by, at: when(set.at) })})`}
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
