import type { ApiField } from '@giemsa/server';
import { patientName } from '../parts/patient-name.js';
import { patientAddress } from '../parts/use-address.js';
import { texts } from '../texts.js';

/** The field's name, and the way to the patient's other fields. */
export function FieldHeading({ field }: { field: ApiField }) {
  const ids = field.patient.fields.map(({ id }) => id);
  const index = ids.indexOf(field.id);
  const link = (id: string | undefined, text: string) =>
    id !== undefined && (
      <a className="button" href={`#/smear/${field.batch}/${id}`}>
        {text}
      </a>
    );
  return (
    <>
      <p className="crumbs">
        <a href={`#/smear/${field.batch}`}>{texts.field.all}</a> ·{' '}
        <a href={patientAddress(field.batch, field.patient.patient)}>{patientName(field.patient.patient)}</a>
      </p>
      <div className="heading">
        <h1>{field.name}</h1>
        <div className="row">
          {link(ids[index - 1], texts.field.previous)}
          {link(ids[index + 1], texts.field.next)}
        </div>
      </div>
    </>
  );
}
