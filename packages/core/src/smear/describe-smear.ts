import { basename } from 'node:path';
import { count } from '../report/report-format.js';
import type { PatientSmear } from './analyse-smears.js';
import { sharePercent } from './patient-page.js';
import type { SmearResult } from './smear-result.js';

/** What `smear` prints of each patient. */
export function describeSmear({ patients, left_out: beside }: SmearResult): string[] {
  return [...patients.flatMap(describePatient), ...beside.map(({ reason }) => `left out: ${reason}`)];
}

function describePatient({ patient, fields, parasitaemia: p, leftOut = [] }: PatientSmear): string[] {
  const lines = [`${patient}: ${p.statement}`];
  if (p.raw) {
    lines.push(
      `  parasitaemia ${sharePercent(p.raw.value)}  (95 %: ${sharePercent(p.raw.ci95[0])} to ${sharePercent(p.raw.ci95[1])}), as counted`,
    );
    if (p.corrected) {
      const { value, ci95 } = p.corrected;
      lines.push(
        `  corrected    ${sharePercent(value)}  (95 %: ${sharePercent(ci95[0])} to ${sharePercent(ci95[1])}), for false alarms and misses`,
      );
    }
    const density = (p.corrected ?? p.raw).perMicrolitre;
    lines.push(
      density
        ? `  density      ${count(Math.round(density.value))} parasites/µL  (${count(Math.round(density.ci95[0]))} to ${count(Math.round(density.ci95[1]))}); ${p.redCells.words}`
        : `  density      ${p.redCells.words}`,
    );
  }
  const unmet = p.minimumCounts.find(({ met }) => !met);
  if (unmet) {
    const more = unmet.furtherFields === null ? '' : `, ${unmet.furtherFields} more fields like these`;
    lines.push(
      `  ${count(p.counted)} red cells are fewer than the ${count(unmet.cells)} of ${unmet.guideline}${more}`,
    );
  }
  for (const { name, state } of p.severity)
    if (state !== 'not reached')
      lines.push(`  ${name}: ${state}${p.corrected ? '' : ', by the uncorrected figure'}`);
  for (const { file, problem, note } of fields) {
    if (problem !== null) lines.push(`  set aside ${basename(file)}: ${problem}`);
    if (note !== undefined) lines.push(`  ${basename(file)}: ${note}`);
  }
  for (const { reason } of leftOut) lines.push(`  left out: ${reason}`);
  return lines;
}
