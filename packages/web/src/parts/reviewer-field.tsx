import { useSession } from '../data/session.js';
import { texts } from '../texts.js';
import { useReviewer } from './use-reviewer.js';

interface ReviewerFieldProps {
  className?: string;
  required?: boolean;
  /** Enter in the field. */
  onEnter?: () => void;
}

/** Who answers: the token's person, who is not asked; else the field for the name. */
export function ReviewerField({ className = '', required = false, onEnter }: ReviewerFieldProps) {
  const [reviewer, setReviewer] = useReviewer();
  const person = useSession()?.person;
  if (person != null)
    return <span className={`quiet ${className}`}>{texts.person.as({ token: person })}</span>;
  return (
    <label className={className}>
      {texts.labels.reviewer}{' '}
      <input
        required={required}
        {...(required && { pattern: '.*\\S.*' })}
        value={reviewer}
        maxLength={100}
        onChange={(event) => setReviewer(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !onEnter) return;
          event.preventDefault();
          onEnter();
        }}
      />
    </label>
  );
}
