import type { ApiFieldEdit, ApiLookedCell, ApiPatient, ApiProgress } from '@giemsa/server';
import { useState } from 'react';
import { api } from '../data/api.js';
import { useSession } from '../data/session.js';
import { useEvents } from '../data/use-events.js';
import { useLoaded } from '../data/use-loaded.js';
import { listed, when } from '../parts/format.js';
import { patientName } from '../parts/patient-name.js';
import { ReviewerField } from '../parts/reviewer-field.js';
import { Status } from '../parts/status.js';
import { useReviewer } from '../parts/use-reviewer.js';
import { isBlind } from '../smear/blind-reader.js';
import { Figures } from '../smear/figures.js';
import { texts } from '../texts.js';
import { Gallery } from './gallery.js';
import { SignOff } from './sign-off.js';

/** One patient: figures, all cells that must be looked at, and the sign-off. */
export function PatientPage({ batch, patient }: { batch: string; patient: string }) {
  const loaded = useLoaded(() => api.patient(batch, patient), `${batch} ${patient}`);
  const [error, setError] = useState<string>();
  const [reviewer] = useReviewer();
  const session = useSession();
  const waits = loaded.value?.hindrance != null;
  useEvents<ApiProgress>(waits ? api.batchEvents(batch) : undefined, loaded.reload);
  const { value } = loaded;
  if (isBlind(loaded.error))
    return (
      <p className="notice">
        {texts.reading.fields.patientHidden} <a href={`#/smear/${batch}`}>{texts.reading.fields.all}</a>
      </p>
    );
  if (!value) return <Status loaded={loaded} />;
  const { result } = value;
  const words = texts.patientPage;
  const person = reviewer.trim();
  const edit = async (cell: ApiLookedCell, change: ApiFieldEdit) => {
    if (person === '') return setError(texts.person.needed);
    setError(undefined);
    try {
      await api.editField(cell.picture, change, person);
    } catch (reason) {
      setError(texts.review.failed({ reason: (reason as Error).message }));
    }
    loaded.reload();
  };
  const { done, of, cannot_tell: cannotTell, readers } = result.to_look_at;
  const progress = progressText(done - cannotTell, of, cannotTell, readers);
  return (
    <>
      <p className="crumbs">
        <a href={`#/smear/${batch}`}>{words.all}</a>
      </p>
      <div className="heading">
        <div>
          <h1>{patientName(patient)}</h1>
          <p className="quiet">{result.batch.name}</p>
        </div>
        <div className="row">
          <a
            className="button"
            href={api.patientFile(batch, patient, 'report.html')}
            target="_blank"
            rel="noreferrer"
          >
            {words.report}
          </a>
          <a className="button" href={api.patientFile(batch, patient, 'fhir.json')} download>
            {words.fhir}
          </a>
        </div>
      </div>
      <State patient={value} />
      <section className="card" aria-label={patientName(patient)}>
        <Figures parasitaemia={result.parasitaemia} />
      </section>
      <h2>{texts.looking.title}</h2>
      <p className="quiet small">{texts.looking.explain}</p>
      {of > 0 && (
        <p role="status">
          <meter value={done} max={of} aria-label={progress} /> {progress}
        </p>
      )}
      {session?.role !== 'reader' && session?.person == null && of > 0 && (
        <p className="row">
          <ReviewerField />
        </p>
      )}
      {error && (
        <p role="alert" className="error">
          {error}
        </p>
      )}
      <Gallery
        batch={batch}
        cells={result.cells}
        mayAnswer={session?.role !== 'reader'}
        onEdit={(cell, change) => void edit(cell, change)}
      />
      <SignOff patient={value} onSigned={(next) => loaded.set(() => next)} onChanged={loaded.reload} />
    </>
  );
}

function progressText(confirmed: number, of: number, cannotTell: number, readers: readonly string[]): string {
  const words = texts.looking;
  if (readers.length === 0) return words.progress({ confirmed, of, cannotTell });
  return words.progressBy({ confirmed, of, cannotTell, readers: listed(readers) });
}

/** Whether somebody stands for the result as it is, and what was changed since. */
function State({ patient: { sign_off: state, changes } }: { patient: ApiPatient }) {
  const words = texts.patientPage;
  const { signed, version } = state;
  if (state.state === 'unsigned' || signed === null) return <p>{words.states.unsigned}</p>;
  if (state.state === 'signed')
    return <p className="signed">{words.states.signed({ by: signed.by, at: when(signed.at), version })}</p>;
  return (
    <div className="notice">
      <strong>{words.states.changed({ by: signed.by, at: when(signed.at) })}</strong>
      {changes.length > 0 && (
        <>
          <p>{words.changes}</p>
          <ul>
            {changes.map(({ detail, by, at }, index) => (
              <li key={`${index} ${detail}`}>
                {[detail, by, at && when(at)].filter((part) => part !== null).join(', ')}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
