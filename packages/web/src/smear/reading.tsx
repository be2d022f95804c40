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
