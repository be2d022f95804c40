import type { ApiResults } from '@giemsa/server';
import { api } from '../data/api.js';
import { wordOf } from '../data/read-batch.js';
import { useSession } from '../data/session.js';
import { Named } from '../parts/named.js';
import { texts } from '../texts.js';
import { Agreement, Folded, WhoReads } from './reading-parts.js';

interface ReadingPanelProps {
  results: ApiResults;
  /** Who reads, where tokens are of nobody. */
  by: string | undefined;
  onBy: (name: string) => void;
  /** Opens cells one after the other. */
  onOpen: (ids: readonly string[]) => void;
  onChange: () => void;
}

/** The blind reading of a batch: begin, what is left to read, the agreement, the end. */
export function ReadingPanel(props: ReadingPanelProps) {
  const { results, by, onBy, onOpen, onChange } = props;
  const words = texts.reading;
  const session = useSession();
  const { batch, pictures } = results;
  const mayWrite = session?.role !== 'reader';
  const set = (blind: boolean) => async (person: string | undefined) => {
    await api.setForBatch(batch.id, { setting: 'blind', blind }, person);
    onChange();
  };
  const isRead = pictures.some(({ reading }) => reading !== null);
  if (!batch.blind && !isRead) {
    if (!mayWrite || pictures.some(({ correction }) => correction !== null)) return null;
    return (
      <Folded title={words.title} explain={words.explain}>
        <Named label={words.begin} onDone={set(true)} />
      </Folded>
    );
  }
  const hidden = pictures.filter(({ reading, status }) => reading?.hidden && status === 'done');
  const idsOf = (state: string) =>
    hidden.filter(({ reading }) => reading!.state === state).map(({ id }) => id);
  const [toRead, toDecide] = [idsOf('waits'), idsOf('disagreed')];
  const isKnown = session?.person != null || by !== undefined;
  return (
    <section className="card reading" aria-label={words.title}>
      <h2>{words.title}</h2>
      {batch.blind && session?.person == null && <WhoReads by={by} onBy={onBy} />}
      {mayWrite && isKnown && (
        <p className="row">
          {toRead.length > 0 && (
            <button type="button" className="primary" onClick={() => onOpen(toRead)}>
              {words.read({ count: toRead.length })}
            </button>
          )}
          {toDecide.length > 0 && (
            <button type="button" className="primary" onClick={() => onOpen(toDecide)}>
              {words.decide({ count: toDecide.length })}
            </button>
          )}
          {hidden.length === 0 && words.nothing}
        </p>
      )}
      <Agreement batch={batch.id} by={by} state={stateOf(results)} word={(label) => wordOf(results, label)} />
      {batch.blind && mayWrite && (
        <Folded title={words.end} explain={words.endExplain}>
          <Named label={words.end} onDone={set(false)} />
        </Folded>
      )}
    </section>
  );
}

/** Where any of it changes, so does the agreement. */
const stateOf = ({ batch, threshold, pictures }: ApiResults): string => {
  const states = pictures.map(({ reading }) => reading && `${reading.state}${reading.answers.length}`);
  return `${batch.blind} ${threshold} ${states.join('')}`;
};
