import { useEffect, useState } from 'react';
import { Content } from './content.js';
import { ApiError, api } from './data/api.js';
import { LanguageContext } from './data/language-context.js';
import { SessionContext } from './data/session.js';
import { useLoaded } from './data/use-loaded.js';
import { Account } from './parts/account.js';
import { Boundary } from './parts/boundary.js';
import { LanguageChoice } from './parts/language-choice.js';
import { ThemeChoice } from './parts/theme-choice.js';
import { TokenDialog } from './parts/token-dialog.js';
import { UploadBar } from './parts/upload-bar.js';
import { useAddress } from './parts/use-address.js';
import { useTitle } from './parts/use-title.js';
import { VersionBar } from './parts/version-bar.js';
import { language, texts } from './texts.js';

const PAGES = ['screen', 'private', 'models', 'runs'] as const;

/** Pages that belong to another in the navigation. */
const PART_OF: Readonly<Record<string, string>> = { smear: 'screen', patient: 'screen', compare: 'models' };

export function App() {
  const address = useAddress();
  const page = address?.[0] ?? 'screen';
  const session = useLoaded(api.session, 'session');
  const role = session.value?.role;
  const [needsToken, setNeedsToken] = useState(false);
  const [spoken, setSpoken] = useState(language);
  useTitle();
  useEffect(() => {
    const ask = () => setNeedsToken(true);
    window.addEventListener('giemsa-token-needed', ask);
    return () => window.removeEventListener('giemsa-token-needed', ask);
  }, []);
  useEffect(() => {
    // A file that is dropped beside the box would take the place of the page.
    const keep = (event: DragEvent) => {
      event.preventDefault();
      const isOnBox = event.target instanceof Element && event.target.closest('.drop') !== null;
      if (!isOnBox && event.dataTransfer) event.dataTransfer.dropEffect = 'none';
    };
    for (const name of ['dragover', 'drop'] as const) window.addEventListener(name, keep);
    return () => {
      for (const name of ['dragover', 'drop'] as const) window.removeEventListener(name, keep);
    };
  }, []);
  return (
    <LanguageContext value={spoken}>
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
          <span className="choices">
            <LanguageChoice onLanguage={setSpoken} />
            <ThemeChoice />
          </span>
        </header>
        <VersionBar />
        {session.error && !(session.error instanceof ApiError) && (
          <p className="version" role="status">
            {texts.offline.away} <a href="#/private">{texts.nav.private}</a>
          </p>
        )}
        <UploadBar />
        <main id="content" tabIndex={-1}>
          {/* What was shown to the one before stays nowhere. */}
          {!needsToken && (
            <Boundary key={address?.join('/')}>
              <Content address={address} />
            </Boundary>
          )}
        </main>
        <footer>
          <strong>{texts.researchUse}</strong> {texts.notice}
          {role === 'admin' && (
            <>
              {' '}
              <a href="#/log">{texts.auditLog}</a>
            </>
          )}
        </footer>
        {needsToken && <TokenDialog />}
      </SessionContext>
    </LanguageContext>
  );
}
