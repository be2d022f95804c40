import type { ApiSmear } from '@giemsa/server';
import { api } from '../data/api.js';
import { useSession } from '../data/session.js';
import { Named } from '../parts/named.js';
import { Agreement, Folded } from '../screen/reading-parts.js';
import { texts } from '../texts.js';
import { useBlindReader } from './blind-reader.js';
import { answerWord } from './blind-smear-page.js';

/** Blind reading: its beginning, and the agreement once all was read. */
export function Reading({ smear, onChange }: { smear: ApiSmear; onChange: () => void }) {
  const words = texts.reading;
  const mayWrite = useSession()?.role !== 'reader';
  const { by } = useBlindReader();
  const { batch, was_blind: wasBlind, patients, threshold } = smear;
  const set = (blind: boolean) => async (person: string | undefined) => {
    await api.setForBatch(batch.id, { setting: 'blind', blind }, person);
    onChange();
  };
  if (!wasBlind) {
    const isAnswered = patients.some(
      ({ reviewers, sign_off: { state } }) => reviewers.length > 0 || state !== 'unsigned',
    );
    if (!mayWrite || isAnswered) return null;
    return (
      <Folded title={words.title} explain={words.fields.explain}>
        <Named label={words.begin} onDone={set(true)} />
      </Folded>
    );
  }
  return (
    <section className="card reading" aria-label={words.title}>
      <h2>{words.title}</h2>
      <Agreement batch={batch.id} by={by} state={`${batch.blind} ${threshold}`} word={answerWord} />
      {batch.blind && mayWrite && (
        <Folded title={words.end} explain={words.endExplain}>
          <Named label={words.end} onDone={set(false)} />
        </Folded>
      )}
    </section>
  );
}
