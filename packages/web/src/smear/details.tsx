import type { ApiPatientSmear } from '@giemsa/server';
import { useState } from 'react';
import { api } from '../data/api.js';
import { useSession } from '../data/session.js';
import { Named } from '../parts/named.js';
import { texts } from '../texts.js';

interface DetailsProps {
  batch: string;
  patient: string;
  details: ApiPatientSmear['details'];
  onChange: () => void;
}

const EMPTY = { name: '', value: '' };

const valueText = (details: DetailsProps['details']): string =>
  details.length === 0 ? texts.details.none : details.map(({ name, value }) => `${name} ${value}`).join(', ');

/** What a laboratory notes of a patient: names and values of its own choice. */
export function Details({ batch, patient, details, onChange }: DetailsProps) {
  const words = texts.details;
  const [rows, setRows] = useState([...details, EMPTY]);
  if (useSession()?.role === 'reader' && details.length === 0) return null;
  const change = (index: number, part: Partial<typeof EMPTY>) =>
    setRows(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  const save = async (by: string | undefined) => {
    const named = rows
      .map(({ name, value }) => ({ name: name.trim(), value: value.trim() }))
      .filter(({ name, value }) => name !== '' && value !== '');
    await api.setForBatch(batch, { setting: 'details', patient, details: named }, by);
    onChange();
  };
  return (
    <details className="measured">
      <summary>
        {words.title}: {valueText(details)}
      </summary>
      {rows.map((row, index) => (
        <div key={index} className="row detail">
          <input
            aria-label={words.name({ index: index + 1 })}
            placeholder={index === 0 ? words.example : undefined}
            maxLength={100}
            value={row.name}
            onChange={(event) => change(index, { name: event.target.value })}
          />
          <input
            aria-label={words.of({ index: index + 1 })}
            maxLength={400}
            value={row.value}
            onChange={(event) => change(index, { value: event.target.value })}
          />
        </div>
      ))}
      <div className="row">
        <button type="button" onClick={() => setRows([...rows, EMPTY])}>
          {words.add}
        </button>
        <Named label={words.save} onDone={save} />
      </div>
      <p className="quiet small">{words.explain}</p>
    </details>
  );
}
