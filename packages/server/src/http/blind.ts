import { isHidden, whyNotRead } from '@giemsa/core/internal/answer/blind-reading';
import type { Batch } from '../storage/batches.js';
import { type Correction, isAnsweredBatch, readersAnswers, standingWords } from '../storage/corrections.js';
import type { Tables } from '../storage/database.js';
import type { Picture } from '../storage/pictures.js';
import { Problem } from './problem.js';
import type { AccessToken } from './tokens.js';

// Blind reading: docs/decisions/0013-blind-reading.md.

/** @throws Problem 409 for a batch that is read blind now: what would be made of it says what the model says of each cell */
export function refuseBlind({ blind, name }: Batch): void {
  if (!blind) return;
  throw new Problem('blind', `The batch ${name} is read blind; an administrator can end that.`);
}

/** @throws Problem 409 where what the model says of a picture is kept from this person */
export async function checkShown(
  tables: Tables,
  { blind }: Batch,
  { id, name }: Picture,
  person: string | null,
): Promise<void> {
  if (!blind || !isHidden(readersAnswers((await standingWords(tables, [id])).get(id) ?? []), person)) return;
  throw new Problem(
    'blind',
    `${name} is read blind: ${person ?? 'who looks'} sees more of it after answering.`,
  );
}

/** What a person wants to say of a picture. */
interface Said {
  readonly picture: Picture;
  readonly verdict: string;
  readonly reviewer: string;
}

/**
 * @param standing what persons said of it before
 * @throws Problem 409 for what cannot be said in a blind reading, or of a cell that two readers have read
 */
export function checkReader(
  { picture: { name, status }, verdict, reviewer }: Said,
  isBlind: boolean,
  standing: readonly Correction[],
): void {
  const answers = readersAnswers(standing);
  if (!isBlind && answers.length < 2) return;
  if (verdict === 'skip') return;
  if (verdict === 'take back') {
    if (!answers.some((answer) => answer.reviewer === reviewer)) return;
    throw new Problem('answer-stands', `${name}: what ${reviewer} answered blind stands.`);
  }
  if (isBlind && verdict !== 'answer') {
    throw new Problem(
      'blind',
      `${name} is read blind: nobody can ${verdict}. Send the verdict "answer" with a class.`,
    );
  }
  if (status === 'waiting' || status === 'failed') {
    throw new Problem('not-read', `${name} has not been read, so there is nothing to answer.`);
  }
  const why = whyNotRead(answers, reviewer);
  if (why !== undefined) throw new Problem('answer-stands', `${name}: ${why}.`);
}

/** @throws Problem for a blind reading that begins after the first answer, or is ended by who may not */
export async function checkBlindSetting(
  tables: Tables,
  { id, name }: Batch,
  isBlind: boolean,
  token: AccessToken | null,
): Promise<void> {
  if (isBlind && (await isAnsweredBatch(tables, id, 'at all'))) {
    throw new Problem(
      'answered',
      `Somebody has answered cells of ${name} or signed; a blind reading begins before the first answer. Upload the pictures as a new batch.`,
    );
  }
  if (isBlind || token === null || token.role === 'admin') return;
  if (await isAnsweredBatch(tables, id, 'blind')) {
    throw new Problem(
      'not-allowed',
      `Cells of ${name} have been read blind; only a token with the role admin ends that.`,
    );
  }
}
