import { useSession } from '../data/session.js';
import { ReviewerField } from '../parts/reviewer-field.js';
import { texts } from '../texts.js';

interface BlindChoiceProps {
  isBlind: boolean;
  onBlind: (isBlind: boolean) => void;
}

/** Whether a batch is read blind from its upload on. Where tokens are of nobody, who wants that says so. */
export function BlindChoice({ isBlind, onBlind }: BlindChoiceProps) {
  const words = texts.drop;
  const person = useSession()?.person;
  return (
    <>
      <label className="check">
        <input type="checkbox" checked={isBlind} onChange={(event) => onBlind(event.target.checked)} />
        {words.blind}
      </label>
      {isBlind && <p className="quiet small">{words.blindExplain}</p>}
      {isBlind && person == null && (
        <p className="row">
          <ReviewerField required />
        </p>
      )}
    </>
  );
}
