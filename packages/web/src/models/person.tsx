import { useSession } from '../data/session.js';
import { ReviewerField } from '../parts/reviewer-field.js';
import { useReviewer } from '../parts/use-reviewer.js';

/** Who decides: the token's person; where tokens are of nobody, the person says so. */
export const Person = () => <ReviewerField required />;

/** Whom a form with a {@link Person} names; undefined where the token does. */
export function useNamed(): string | undefined {
  const [reviewer] = useReviewer();
  return useSession()?.person == null ? reviewer.trim() : undefined;
}
