import { useEffect, useState } from 'react';
import { api } from './data/api.js';
import { SessionContext } from './data/session.js';
import { useLoaded } from './data/use-loaded.js';
import { ComparePage } from './models/compare-page.js';
import { ModelsPage } from './models/models-page.js';
import { Account } from './parts/account.js';
import { ThemeChoice } from './parts/theme-choice.js';
import { TokenDialog } from './parts/token-dialog.js';
import { useAddress } from './parts/use-address.js';
import { PrivatePage } from './private/private-page.js';
import { RunsPage } from './runs/runs-page.js';
import { BatchPage } from './screen/batch-page.js';
import { ScreenPage } from './screen/screen-page.js';
import { FieldPage } from './smear/field-page.js';
import { SmearPage } from './smear/smear-page.js';
import { texts } from './texts.js';

const PAGES = ['screen', 'private', 'models', 'runs'] as const;

/** Pages that belong to another in the navigation. */
const PART_OF: Readonly<Record<string, string>> = { smear: 'screen', compare: 'models' };

export function App() {
  const [page = 'screen', id, part] = useAddress();
  const session = useLoaded(api.session, 'session');
  const role = session.value?.role;
  const [needsToken, setNeedsToken] = useState(false);
  useEffect(() => {
    const ask = () => setNeedsToken(true);
    window.addEventListener('giemsa-token-needed', ask);
    return () => window.removeEventListener('giemsa-token-needed', ask);
  }, []);
  return (
    <SessionContext value={session.value}>
      <button type="button" className="skip" onClick={() => document.getElementById('content')?.focus()}>
        {texts.nav.skip}
      </button>
      <header className="top">
        <a className="brand" href="#/screen">
          <img src="./icon.svg" alt="" width="28" height="28" />
          giemsa
        </a>
        <nav aria-label={texts.nav.label}>
          {PAGES.filter(
            (name) => name !== 'runs' || role === 'admin' || (role === undefined && !needsToken),
          ).map((name) => (
            <a
              key={name}
              href={`#/${name}`}
              aria-current={(PART_OF[page] ?? page) === name ? 'page' : undefined}
            >
              {texts.nav[name]}
            </a>
          ))}
        </nav>
        <Account />
        <ThemeChoice />
      </header>
      <main id="content" tabIndex={-1}>
        {/* What was shown to the one before stays nowhere. */}
        {!needsToken && (
          <>
            {page === 'screen' && id === undefined && <ScreenPage />}
            {page === 'screen' && id !== undefined && <BatchPage key={id} id={id} />}
            {page === 'smear' && id !== undefined && part === undefined && <SmearPage key={id} id={id} />}
            {page === 'smear' && id !== undefined && part !== undefined && (
              <FieldPage key={part} batch={id} id={part} />
            )}
            {page === 'compare' && id !== undefined && part !== undefined && (
              <ComparePage key={`${id} ${part}`} first={id} second={part} />
            )}
            {page === 'private' && <PrivatePage />}
            {page === 'models' && <ModelsPage />}
            {page === 'runs' && <RunsPage />}
          </>
        )}
      </main>
      <footer>
        <strong>{texts.researchUse}</strong> {texts.notice}
        {role === 'admin' && (
          <>
            {' '}
            <a href={api.auditLog}>{texts.auditLog}</a>
          </>
        )}
      </footer>
      {needsToken && <TokenDialog />}
    </SessionContext>
  );
}
