import type { ApiSession } from '@giemsa/server';
import { api } from '../data/api.js';
import { forgetKept } from '../data/kept.js';
import { useSession } from '../data/session.js';
import { texts } from '../texts.js';

/** The user's token and the logout button; nothing if the server requires no token. */
export function Account() {
  const session = useSession();
  if (!session || session.token === null) return null;
  return (
    <span className="account">
      <span className="quiet">{nameOf(session.token, session.role)}</span>
      <button type="button" onClick={() => void logOut()}>
        {texts.account.logOut}
      </button>
    </span>
  );
}

function nameOf(token: string, role: ApiSession['role']): string {
  const word = texts.account.roles[role];
  return token === role ? word : texts.account.as({ name: token, role: word });
}

async function logOut(): Promise<void> {
  // A session that has ended meanwhile is as good as logged out.
  await api.logOut().catch(() => undefined);
  await forgetKept().catch(() => undefined);
  // Whoever comes next begins at the beginning.
  window.history.replaceState(null, '', './');
  window.location.reload();
}
