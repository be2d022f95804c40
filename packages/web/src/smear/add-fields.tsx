import { patientsOfFiles } from '@giemsa/core/internal/answer/patients-of-files';
import type { ApiSmear } from '@giemsa/server';
import { useState } from 'react';
import { api } from '../data/api.js';
import { useSession } from '../data/session.js';
import { folderOfPatient, withOwnPaths } from '../data/sorting.js';
import type { DroppedFile } from '../data/upload.js';
import { addToBatch } from '../data/uploads.js';
import { AddPictures } from '../parts/add-pictures.js';
import { patientName } from '../parts/patient-name.js';
import { ReviewerField } from '../parts/reviewer-field.js';
import { useReviewer } from '../parts/use-reviewer.js';
import { texts } from '../texts.js';
import { guidelineText } from './statement.js';

interface AddFieldsProps {
  smear: ApiSmear;
  patient: ApiSmear['patients'][number];
}

/** More fields for a patient, with how many red cells are still to be counted. */
export function AddFields({ smear, patient }: AddFieldsProps) {
  const words = texts.adding;
  const session = useSession();
  const [reviewer] = useReviewer();
  const [isAsked, setAsked] = useState(false);
  const [error, setError] = useState<string>();
  const add = async (files: readonly DroppedFile[]) => {
    setError(undefined);
    const taken = smear.patients.flatMap(({ fields }) => fields.map(({ name }) => name));
    const own = patient.fields.map(({ name }) => name);
    const more = withOwnPaths(files, taken, folderOfPatient(own, patient.patient));
    const patientOf = patientsOfFiles([...taken, ...more.map(({ path }) => path)], smear.sorting);
    const others = more.map(({ path }) => path).filter((path) => patientOf(path) !== patient.patient);
    try {
      if (others.length > 0) {
        const by = session?.person == null ? reviewer.trim() : undefined;
        if (by === '') {
          setAsked(true);
          return setError(words.nameNeeded);
        }
        await api.setForBatch(
          smear.batch.id,
          { setting: 'files', files: others, patient: patient.patient },
          by,
        );
      }
      addToBatch(smear.batch, more);
    } catch (reason) {
      setError((reason as Error).message);
    }
  };
  return (
    <div className="row adding">
      <Target patient={patient} />
      {session?.role !== 'reader' && (
        <AddPictures
          words={words}
          label={patientName(patient.patient)}
          onFiles={(files) => void add(files)}
        />
      )}
      {isAsked && session?.person == null && <ReviewerField />}
      {error && (
        <p role="alert" className="error">
          {error}
        </p>
      )}
    </div>
  );
}

/** How far it is to the next number of red cells that a guideline asks for. */
function Target({ patient: { parasitaemia } }: Pick<AddFieldsProps, 'patient'>) {
  const words = texts.adding;
  const { counted, minimum_counts: minima } = parasitaemia;
  const next = minima.find(({ met }) => !met);
  const last = minima.at(-1);
  if (!next)
    return (
      last && (
        <span>{words.enough({ counted, cells: last.cells, guideline: guidelineText(last.guideline) })}</span>
      )
    );
  const text = targetText(counted, next);
  return (
    <span role="status" className="target">
      <meter value={counted} max={next.cells} aria-label={text} /> {text}
    </span>
  );
}

function targetText(
  counted: number,
  next: ApiSmear['patients'][number]['parasitaemia']['minimum_counts'][number],
): string {
  const { cells, further_fields: fields } = next;
  const guideline = guidelineText(next.guideline);
  if (fields === null) return texts.adding.target({ counted, cells, guideline });
  return texts.adding.targetFields({ counted, cells, guideline, fields });
}
