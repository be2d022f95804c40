import { basename } from 'node:path';
import { type Message, option, text } from '../errors/text.js';
import { count } from '../report/report-format.js';
import type { PatientSmear } from './analyse-smears.js';
import { calibrationLimits } from './calibration-limits.js';
import { correctedWords, correctionWords, fieldNotes, seenWords } from './figure-words.js';
import type { SmearResult } from './smear-result.js';
import { STAGES_LEARNED, stageWords } from './stage-words.js';

/** What `smear` prints of each patient, and what its calibration cannot tell. */
export function describeSmear(result: SmearResult): Message[] {
  const { patients, notes, left_out: beside, calibration } = result;
  const isUsed = calibration?.threshold === result.threshold;
  return [
    ...patients.flatMap(describePatient),
    ...(patients.some(({ stages }) => stages && stages.gametocytes > 0)
      ? [`${STAGES_LEARNED} Look at the cells.`]
      : []),
    ...notes,
    ...beside.map(({ reason }) => `left out: ${reason}`),
    ...(calibration && isUsed ? calibrationLimits(calibration, result.accepted) : []),
  ];
}

function describePatient({
  patient,
  fields,
  parasitaemia: p,
  seen,
  stages,
  leftOut = [],
}: PatientSmear): Message[] {
  const lines: Message[] = [`${patient}: ${p.statement}`];
  if (stages && p.infected > 0) lines.push(`  stages: ${stageWords(stages)}`);
  const words = correctedWords(p);
  if (words) {
    const { share, density, missed } = words;
    lines.push(`  parasitaemia ${share.value}${missed}  (95 %: ${share.range})`, `  ${correctionWords(p)}`);
    if (density) lines.push(`  density ${density.value} parasites/µL${missed}  (95 %: ${density.range})`);
    lines.push(`  ${p.redCells.words}`);
  }
  const unmet = p.minimumCounts.find(({ met }) => !met);
  if (unmet) {
    const more = unmet.furtherFields === null ? '' : `, ${unmet.furtherFields} more fields like these`;
    lines.push(
      `  ${count(p.counted)} red cells are fewer than the ${count(unmet.cells)} of ${unmet.guideline}${more}`,
    );
  }
  for (const { name, state } of p.severity) if (state !== 'not reached') lines.push(`  ${name}: ${state}`);
  if (seen.inClumps + seen.cut > 0) lines.push(`  ${seenWords(seen)}`);
  for (const field of fields) {
    if (field.problem !== null) lines.push(`  set aside ${basename(field.file)}: ${field.problem}`);
    for (const note of fieldNotes(field)) lines.push(`  ${basename(field.file)}: ${note}`);
  }
  const rules = [...new Set(fields.flatMap(({ rule }) => rule ?? []))];
  if (rules.length > 0)
    lines.push(
      text`  if you have looked at these fields, they are counted with ${option('accept')} ${rules.join(',')}`,
    );
  for (const { reason } of leftOut) lines.push(`  left out: ${reason}`);
  return lines;
}
