import type { ApiField } from '@giemsa/server';
import { significant, when } from '../parts/format.js';
import { texts } from '../texts.js';

interface FieldMarkProps {
  field: ApiField;
  onMark: (corrected: boolean) => void;
}

/** Whether a person stands for every cell of the field. */
export function FieldMark({ field, onMark }: FieldMarkProps) {
  const words = texts.field.mark;
  if (field.problem !== null) return null;
  const { corrected } = field;
  return (
    <section className="card" aria-label={words.title}>
      {corrected === null ? (
        <>
          <p className="quiet small">{words.explain}</p>
          <button type="button" onClick={() => onMark(true)}>
            {words.set}
          </button>
        </>
      ) : (
        <p>
          {words.by({
            name: corrected.by,
            at: when(corrected.at),
            threshold: significant(corrected.threshold, 4),
          })}{' '}
          <button type="button" className="link" onClick={() => onMark(false)}>
            {words.takeBack}
          </button>
        </p>
      )}
    </section>
  );
}
