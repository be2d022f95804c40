import { writeFileAtomic } from '../files/atomic-file.js';
import { toCsv } from '../files/csv.js';
import type { Adoption, AdoptionFolder } from './adoption-file.js';
import { describeAdoption } from './describe-adoption.js';
import type { Parts } from './parts.js';

/** Writes card, comparison and parts; the record comes last: it makes the folder a finished adoption. */
export async function writeAdoption(folder: AdoptionFolder, adoption: Adoption, parts: Parts): Promise<void> {
  const rows = [...parts.partOf].map(([group, part]) => [group, part]);
  await writeFileAtomic(folder.parts, toCsv([[parts.by, 'part'], ...rows]));
  await writeFileAtomic(folder.comparison, `${describeAdoption(adoption).join('\n')}\n`);
  await writeFileAtomic(folder.card, adoptionCard(adoption));
  await writeFileAtomic(folder.record, `${JSON.stringify(adoption, null, 2)}\n`);
}

/** What a model file's card says of an adopted model, in Markdown. */
function adoptionCard(adoption: Adoption): string {
  const { from, dataset, candidate, software, made, gate } = adoption;
  return [
    '# A model of red cells, adapted to another microscope',
    '',
    '**Research use only. Not a medical device, not for diagnosis.** A thin film cannot exclude malaria.',
    '',
    `- **Made** ${made.slice(0, 10)} by ${software}: giemsa adopt`,
    `- **From** ${from.model}, SHA-256 \`${from.sha256}\``,
    `- **Checksum** of this file: SHA-256 \`${candidate.sha256}\``,
    `- **Fields**: ${dataset.folder}, ${dataset.fields}, fingerprint \`${dataset.fingerprint}\``,
    `- **Offered**: ${gate.offered ? 'yes' : 'no'}`,
    '',
    'It was tried on the fields below and nowhere else. Calibrate it on patients without malaria before you believe a',
    'count: giemsa smear calibrate.',
    '',
    '```text',
    ...describeAdoption(adoption),
    '```',
    '',
  ].join('\n');
}
