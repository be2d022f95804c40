import type { ApiFieldsToRead, ApiProgress } from '@giemsa/server';
import { useState } from 'react';
import { api } from '../data/api.js';
import { useSession } from '../data/session.js';
import { useEvents } from '../data/use-events.js';
import { useLoaded } from '../data/use-loaded.js';
import { BatchHeading, ProgressLine } from '../parts/batch-heading.js';
import { Named } from '../parts/named.js';
import { patientName } from '../parts/patient-name.js';
import { Status } from '../parts/status.js';
import { Agreement, Folded, WhoReads } from '../screen/reading-parts.js';
import { texts } from '../texts.js';
import { useBlindReader } from './blind-reader.js';

type FieldToRead = ApiFieldsToRead['patients'][number]['fields'][number];

/** A batch whose fields are read blind: fields to read, the agreement, the end. @param onEnd when figures may be shown */
export function BlindSmearPage({ id, onEnd }: { id: string; onEnd: () => void }) {
  const words = texts.reading;
  const session = useSession();
  const reader = useBlindReader();
  const loaded = useLoaded(() => api.fieldsToRead(id, reader.by), `${id} ${reader.by}`);
  const [progress, setProgress] = useState<ApiProgress>();
  const isLost = useEvents<ApiProgress>(api.batchEvents(id), (now) => {
    setProgress(now);
    loaded.reload();
  });
  const { value } = loaded;
  if (!value) return <Status loaded={loaded} />;
  const { batch, patients } = value;
  const fields = patients.flatMap((patient) => patient.fields);
  const toRead = fields.filter(({ cells }) => cells > 0);
  const mayWrite = session?.role !== 'reader';
  return (
    <>
      <p className="crumbs">
        <a href="#/screen">{texts.batches.all}</a>
      </p>
      <BatchHeading batch={batch}>{null}</BatchHeading>
      <ProgressLine progress={progress ?? batch.progress} isLost={isLost} />
      <section className="card reading" aria-label={words.title}>
        <h2>{words.title}</h2>
        <p className="quiet small">{words.fields.explain}</p>
        {session?.person == null && <WhoReads by={reader.by} onBy={reader.setName} />}
        <p>
          {words.fields.progress({
            yours: fields.filter(({ read_by_you: isRead }) => isRead).length,
            all: fields.length,
          })}
        </p>
        {mayWrite && reader.name !== '' && (
          <p className="row">
            {toRead[0] ? (
              <a className="button primary" href={`#/smear/${id}/${toRead[0].id}`}>
                {words.fields.read({ count: toRead.length })}
              </a>
            ) : (
              words.nothing
            )}
          </p>
        )}
        <Agreement batch={id} by={reader.by} state={JSON.stringify(fields)} word={answerWord} />
        {mayWrite && (
          <Folded title={words.end} explain={words.endExplain}>
            <Named
              label={words.end}
              onDone={async (by) => {
                await api.setForBatch(id, { setting: 'blind', blind: false }, by);
                onEnd();
              }}
            />
          </Folded>
        )}
      </section>
      {patients.map(({ patient, fields: own }) => (
        <section key={patient} className="card patient" aria-label={patientName(patient)}>
          <h2>{patientName(patient)}</h2>
          <ul className="fields">
            {own.map((field) => (
              <li key={field.id} className={field.status}>
                <a href={`#/smear/${id}/${field.id}`}>
                  <img src={api.image(field.id)} alt="" loading="lazy" decoding="async" />
                  <b>{field.name.split('/').at(-1)}</b>
                  <span className="quiet small">{stateOf(field)}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function stateOf({ status, problem, state, cells, read_by_you: isRead }: FieldToRead): string {
  const { states } = texts.reading.fields;
  if (status !== 'done' || problem !== null) return texts.smear.statuses[status];
  if (cells > 0) return state === 'disagreed' ? states.toDecide({ cells }) : states.toRead({ cells });
  if (state === 'agreed' || state === 'decided') return states[state];
  return isRead ? `${states.readByYou}; ${states[state]}` : states[state];
}

/** An answer about a cell in words. */
export const answerWord = (label: string): string =>
  (texts.reading.fields.words as Readonly<Record<string, string>>)[label] ?? label;
