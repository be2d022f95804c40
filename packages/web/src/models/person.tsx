import { useSession } from '../data/session.js';
import { texts } from '../texts.js';

/** Who decides: the token's person; where no tokens are asked for, the person says so. */
export function Person() {
  const words = texts.adopting.person;
  const token = useSession()?.token;
  if (token != null) return <span className="quiet">{words.as(token)}</span>;
  return (
    <label>
      {words.by} <input name="by" required maxLength={200} />
    </label>
  );
}

/** What a form with a {@link Person} says; undefined where the token does. */
export function namedIn(form: FormData): string | undefined {
  const by = form.get('by');
  return by === null ? undefined : String(by);
}
