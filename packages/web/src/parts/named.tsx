import type { FormEvent, ReactNode } from 'react';
import { useSession } from '../data/session.js';
import { texts } from '../texts.js';
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
  const token = useSession()?.token;
  const [reviewer, setReviewer] = useReviewer();
  const send = (event: FormEvent) => {
    event.preventDefault();
    void onDone(token == null ? reviewer.trim() : undefined);
  };
  return (
    <form className="named" onSubmit={send}>
      {children}
      {token == null && (
        <label>
          {texts.review.reviewer}{' '}
          <input
            required
            pattern=".*\S.*"
            maxLength={100}
            value={reviewer}
            onChange={(event) => setReviewer(event.target.value)}
          />
        </label>
      )}
      <button type="submit">{label}</button>
    </form>
  );
}
