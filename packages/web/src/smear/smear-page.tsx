import type { ApiPatientSmear, ApiProgress, ApiSmear } from '@giemsa/server';
import { useRef, useState } from 'react';
import { api } from '../data/api.js';
import { useUploads } from '../data/uploads.js';
import { useEvents } from '../data/use-events.js';
import { useLoaded } from '../data/use-loaded.js';
import { BatchHeading, ProgressLine, readCount } from '../parts/batch-heading.js';
import { DecimalChoice, useDecimals } from '../parts/decimals.js';
import { listed, when } from '../parts/format.js';
import { Incomplete } from '../parts/incomplete.js';
import { patientName } from '../parts/patient-name.js';
import { Sentences } from '../parts/sentences.js';
import { SortDialog } from '../parts/sort-dialog.js';
import { Status } from '../parts/status.js';
import { ThresholdSetting } from '../parts/threshold-setting.js';
import { patientAddress } from '../parts/use-address.js';
import { Misplaced } from '../screen/misplaced.js';
import { Reasons } from '../screen/reasons.js';
import { texts } from '../texts.js';
import { About } from './about.js';
import { AddFields } from './add-fields.js';
import { isBlind } from './blind-reader.js';
import { BlindSmearPage } from './blind-smear-page.js';
import { Blood } from './blood.js';
import { Details } from './details.js';
import { Figures } from './figures.js';
import { Reading } from './reading.js';

const RELOAD_MS = 1500;
const REST_MS = 200;
const FILES = ['patients.csv', 'fields.csv', 'cells.csv', 'corrections.csv', 'smear.json', 'coco.json'];

/** A batch of fields: figures by patient, fields to open. */
export function SmearPage({ id }: { id: string }) {
  const [decimals, setDecimals] = useDecimals();
  const [tried, setTried] = useState<number>();
  const loaded = useLoaded(() => api.smear(id, tried), `${id} ${tried}`);
  const [progress, setProgress] = useState<ApiProgress>();
  const [lastReload, setLastReload] = useState(0);
  // When files begin to come, and when all are here, there is more to follow.
  const isSending = useUploads().some(({ batch }) => batch === id);
  const isLost = useEvents<ApiProgress>(`${api.batchEvents(id)}${isSending ? '?sending' : ''}`, (value) => {
    setProgress(value);
    if (readCount(value) < value.total && Date.now() - lastReload < RELOAD_MS) return;
    setLastReload(Date.now());
    loaded.reload();
  });
  const { value: smear } = loaded;
  if (isBlind(loaded.error)) return <BlindSmearPage id={id} onEnd={loaded.reload} />;
  if (!smear) return <Status loaded={loaded} />;
  const { refused, missing } = smear.files;
  const signed = smear.patients.filter(({ sign_off: { state } }) => state !== 'unsigned').length;
  const now = progress ?? smear.batch.progress;
  return (
    <>
      <p className="crumbs">
        <a href="#/screen">{texts.batches.all}</a>
      </p>
      <BatchHeading
        batch={smear.batch}
        warning={signed > 0 ? texts.patientPage.signedInBatch({ count: signed }) : undefined}
      >
        {FILES.map((file) => (
          <a key={file} className="button" href={api.smearFile(id, file, decimals)} download={file}>
            {file}
          </a>
        ))}
        <DecimalChoice decimals={decimals} onDecimals={setDecimals} />
      </BatchHeading>
      <Incomplete batch={smear.batch} progress={now} missing={missing} onChange={loaded.reload} />
      <ProgressLine progress={now} isLost={isLost} />
      <Misplaced
        batch={smear.batch}
        pictures={smear.patients.flatMap(({ fields }) =>
          fields.filter(({ edits, corrected_by: by }) => edits === 0 && by === null),
        )}
      />
      {refused.length > 0 && (
        <Reasons title={texts.batch.refused({ count: refused.length })} files={refused} />
      )}
      {/* The answer comes first; by what it is made stands beside it, on a phone below. */}
      <div className="smear-parts">
        <div>
          {smear.patients.map((patient) => (
            <Patient key={patient.patient} smear={smear} patient={patient} onChange={loaded.reload} />
          ))}
        </div>
        <aside aria-label={texts.smear.made}>
          <SmearThreshold
            smear={smear}
            tried={tried}
            onTry={setTried}
            onSet={async (threshold, by) => {
              await api.setForBatch(id, { setting: 'threshold', threshold }, by);
              setTried(undefined);
              loaded.reload();
            }}
          />
          <Blood
            key={JSON.stringify(smear.blood)}
            batch={id}
            patient={null}
            blood={smear.blood}
            onChange={loaded.reload}
          />
          <About smear={smear} />
          {smear.cannot_tell.length > 0 && (
            <Sentences className="quiet small" title={texts.smear.cannotTell} lines={smear.cannot_tell} />
          )}
          <SortDialog
            batch={id}
            sorting={smear.sorting}
            files={smear.patients.flatMap(({ patient, fields }) =>
              fields.map((field) => ({ id: field.id, name: field.name, patient })),
            )}
            onChange={loaded.reload}
          />
        </aside>
      </div>
      <Reading smear={smear} onChange={loaded.reload} />
    </>
  );
}

/** Fields with what is to be said of each. */
function Told({ title, fields }: { title: string; fields: ApiPatientSmear['fields'] }) {
  return (
    <div className="notice">
      {title}
      <ul>
        {fields.map(({ id, name, reason }) => (
          <li key={id}>
            {name.split('/').at(-1)}: {reason}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface PatientProps {
  smear: ApiSmear;
  patient: ApiSmear['patients'][number];
  onChange: () => void;
}

function Patient({ smear, patient, onChange }: PatientProps) {
  const batch = smear.batch.id;
  const { fields, reviewers, seen, stages } = patient;
  const waiting = fields.filter(({ status }) => status === 'waiting').length;
  const setAside = fields.filter(({ status }) => status === 'refused' || status === 'failed');
  const noted = fields.filter(({ status, reason }) => status === 'done' && reason !== null);
  return (
    <section className="card patient" aria-label={patientName(patient.patient)}>
      <h2>{patientName(patient.patient)}</h2>
      {waiting > 0 && <p className="quiet">{texts.smear.waiting({ count: waiting })}</p>}
      {waiting < fields.length && <Figures parasitaemia={patient.parasitaemia} />}
      <Standing batch={batch} patient={patient} />
      <AddFields smear={smear} patient={patient} />
      <Blood
        key={JSON.stringify(patient.blood)}
        batch={batch}
        patient={patient.patient}
        blood={patient.blood}
        onChange={onChange}
      />
      <Details
        key={`details ${JSON.stringify(patient.details)}`}
        batch={batch}
        patient={patient.patient}
        details={patient.details}
        onChange={onChange}
      />
      {stages && patient.parasitaemia.infected > 0 && (
        <>
          <p>{texts.smear.stages({ ...stages, unsure: stages.stage_unsure })}</p>
          <p className="quiet small">{texts.smear.stagesLearned}</p>
        </>
      )}
      {seen.in_clumps + seen.cut > 0 && (
        <p>{texts.smear.seen({ inClumps: seen.in_clumps, cut: seen.cut })}</p>
      )}
      {reviewers.length > 0 && (
        <p className="quiet small">{texts.smear.reviewers({ names: listed(reviewers) })}</p>
      )}
      {setAside.length > 0 && (
        <Told title={texts.smear.setAside({ count: setAside.length })} fields={setAside} />
      )}
      {noted.length > 0 && <Told title={texts.smear.noted} fields={noted} />}
      <ul className="fields">
        {fields.map(({ id, name, status, counts, edits, corrected_by: by }) => (
          <li key={id} className={status}>
            <a href={`#/smear/${batch}/${id}`}>
              <img src={api.image(id)} alt="" loading="lazy" decoding="async" />
              <b>{name.split('/').at(-1)}</b>
              <span className="quiet small">
                {status === 'done' && counts ? countsText(counts, edits) : texts.smear.statuses[status]}
              </span>
              {by !== null && <span className="quiet small">{texts.smear.correctedBy({ name: by })}</span>}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

const countsText = (counts: { infected: number; counted: number }, edits: number): string =>
  edits > 0 ? texts.smear.fieldCountsEdited({ ...counts, edits }) : texts.smear.fieldCounts(counts);

/** Whether somebody looked at the infected cells and signed, and the way there. */
function Standing({ batch, patient }: { batch: string; patient: PatientProps['patient'] }) {
  const words = texts.patientPage;
  const { sign_off: state, to_look_at: looked, sorted } = patient;
  const { signed, version } = state;
  return (
    <p className="row">
      <a className="button primary" href={patientAddress(batch, patient.patient)}>
        {looked.of === 0 ? words.toResult : words.toLookAt({ looked: looked.done, of: looked.of })}
      </a>
      <span className={state.state === 'changed' ? 'changed' : 'quiet'}>
        {state.state === 'unsigned' || signed === null
          ? words.states.unsigned
          : state.state === 'signed'
            ? words.states.signed({ by: signed.by, at: when(signed.at), version })
            : words.states.changed({ by: signed.by, at: when(signed.at) })}
      </span>
      {sorted && (
        <span className="quiet small">{texts.sorting.sortedBy({ by: sorted.by, at: when(sorted.at) })}</span>
      )}
    </p>
  );
}

interface SmearThresholdProps {
  smear: ApiSmear;
  tried: number | undefined;
  onTry: (threshold: number | undefined) => void;
  onSet: (threshold: number | null, by: string | undefined) => Promise<void>;
}

function SmearThreshold({ smear, tried, onTry, onSet }: SmearThresholdProps) {
  // While the slider moves only its own figure follows; the server is asked when it rests.
  const [moving, setMoving] = useState<number>();
  const timer = useRef<number>(undefined);
  // What holds for everybody, as it was before another threshold was looked at.
  const held = useRef(smear);
  if (tried === undefined) held.current = smear;
  const move = (value: number | undefined) => {
    setMoving(value);
    window.clearTimeout(timer.current);
    if (value === undefined) return onTry(undefined);
    timer.current = window.setTimeout(() => {
      setMoving(undefined);
      onTry(value);
    }, REST_MS);
  };
  const set: SmearThresholdProps['onSet'] = (threshold, by) => {
    // Else the server would be asked about a threshold that no longer waits to be set.
    window.clearTimeout(timer.current);
    setMoving(undefined);
    return onSet(threshold, by);
  };
  return (
    <div className="summary">
      <ThresholdSetting held={held.current} tried={moving ?? tried} onTry={move} onSet={set} />
    </div>
  );
}
