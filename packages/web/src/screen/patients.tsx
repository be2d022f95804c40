import type { ApiResults } from '@giemsa/server';
import { patientCounts, wordOf } from '../data/read-batch.js';
import { percent } from '../parts/format.js';
import { texts } from '../texts.js';

/** Counts by patient, corrections included, where names of files or folders tell patients apart. */
export function Patients({ results, threshold }: { results: ApiResults; threshold: number }) {
  const patients = patientCounts(results, threshold);
  if (patients.length === 0) return null;
  return (
    <>
      <h2>{texts.patients.title}</h2>
      <section className="scroll" aria-label={texts.patients.title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.patients.patient}</th>
              <th scope="col">{texts.patients.pictures}</th>
              <th scope="col">{wordOf(results, results.positive_class)}</th>
              <th scope="col">{texts.patients.share}</th>
            </tr>
          </thead>
          <tbody>
            {patients.map(({ patient, pictures, positive }) => (
              <tr key={patient}>
                <th scope="row">{patient}</th>
                <td>{pictures}</td>
                <td>{positive}</td>
                <td>{percent(positive, pictures)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
