import { type FormEvent, type ReactNode, useState } from 'react';
import { useSession } from '../data/session.js';
import { ReviewerField } from './reviewer-field.js';
import { useReviewer } from './use-reviewer.js';

/** A button for what a named person does: by the token, where there is one; else the person says who it is. What fails is told. */
export function Named({
  label,
  onDone,
  children,
}: {
  label: string;
  /** Throws what is told to the person. */
  onDone: (by: string | undefined) => Promise<unknown>;
  /** What else the person types. */
  children?: ReactNode;
}) {
  const person = useSession()?.person;
  const [reviewer] = useReviewer();
  const [error, setError] = useState<string>();
  const send = (event: FormEvent) => {
    event.preventDefault();
    onDone(person == null ? reviewer.trim() : undefined).then(
      () => setError(undefined),
      (reason: Error) => setError(reason.message),
    );
  };
  return (
    <form className="named" onSubmit={send}>
      {children}
      {person == null && <ReviewerField required />}
      <button type="submit">{label}</button>
      {error && (
        <p role="alert" className="error">
          {error}
        </p>
      )}
    </form>
  );
}
