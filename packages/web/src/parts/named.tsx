import type { FormEvent, ReactNode } from 'react';
import { useSession } from '../data/session.js';
import { ReviewerField } from './reviewer-field.js';
import { useReviewer } from './use-reviewer.js';

/** A button for what a named person does: by the token, where there is one; else the person says who it is. */
export function Named({
  label,
  onDone,
  children,
}: {
  label: string;
  onDone: (by: string | undefined) => Promise<unknown>;
  /** What else the person types. */
  children?: ReactNode;
}) {
  const person = useSession()?.person;
  const [reviewer] = useReviewer();
  const send = (event: FormEvent) => {
    event.preventDefault();
    void onDone(person == null ? reviewer.trim() : undefined);
  };
  return (
    <form className="named" onSubmit={send}>
      {children}
      {person == null && <ReviewerField required />}
      <button type="submit">{label}</button>
    </form>
  );
}
