import type { ApiPatient } from '@giemsa/server';
import { useState } from 'react';
import { api } from '../data/api.js';
import { useSession } from '../data/session.js';
import { when } from '../parts/format.js';
import { Named } from '../parts/named.js';
import { texts } from '../texts.js';

interface SignOffProps {
  patient: ApiPatient;
  onSigned: (patient: ApiPatient) => void;
  /** It was not what the page shows. */
  onChanged: () => void;
}

/** A named person stands for the result as it is shown. */
export function SignOff({ patient, onSigned, onChanged }: SignOffProps) {
  const words = texts.signing;
  const { result, digest, sign_off: state, hindrance, versions } = patient;
  const left = result.to_look_at.of - result.to_look_at.done;
  // For this result only: another one is asked about again.
  const [accepted, setAccepted] = useState<string>();
  const [error, setError] = useState<string>();
  const mayWrite = useSession()?.role !== 'reader';
  const sign = async (by: string | undefined) => {
    try {
      onSigned(await api.sign(result.batch.id, result.patient, digest, by));
      setError(undefined);
    } catch (reason) {
      setError((reason as Error).message);
      onChanged();
    }
  };
  const isSigned = state.state === 'signed';
  return (
    <section className="card sign-off" aria-label={words.title}>
      <h2>{words.title}</h2>
      {isSigned && state.signed && (
        <p>
          {texts.patientPage.states.signed({
            by: state.signed.by,
            at: when(state.signed.at),
            version: state.version,
          })}
        </p>
      )}
      {!isSigned && hindrance !== null && <p>{words.hindrance({ why: hindrance })}</p>}
      {!isSigned && hindrance === null && mayWrite && (
        <>
          <p className="quiet small">{words.explain}</p>
          {left > 0 && (
            <label className="check">
              <input
                type="checkbox"
                checked={accepted === digest}
                onChange={(event) => setAccepted(event.target.checked ? digest : undefined)}
              />
              {words.notAll({ left })}
            </label>
          )}
          {(left === 0 || accepted === digest) && <Named label={words.sign} onDone={sign} />}
        </>
      )}
      {error && (
        <p role="alert" className="error">
          {error}
        </p>
      )}
      {versions.length > 0 && (
        <>
          <h3>{words.versions}</h3>
          <ul>
            {versions.map(({ version, by, at }) => (
              <li key={version}>
                <a
                  href={api.patientFile(result.batch.id, result.patient, 'report.html', version)}
                  target="_blank"
                  rel="noreferrer"
                >
                  {words.version({ version, by, at: when(at) })}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
