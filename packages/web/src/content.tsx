import { type ComponentType, lazy, Suspense } from 'react';
import { ScreenPage } from './screen/screen-page.js';
import { speakWhole, texts } from './texts.js';

/** A page that is loaded when it is opened, with its words: the first one comes sooner. */
const later = <Props extends object>(load: () => Promise<ComponentType<Props>>) =>
  lazy(async () => {
    const loaded = Promise.all([load(), speakWhole()]).then(([page]) => page);
    return { default: await loaded.catch((): ComponentType<Props> => Unloaded) };
  });

/** Where a page does not come: the line is lost, or the server has a newer build without this file. */
function Unloaded() {
  return (
    <p role="alert">
      {texts.offline.unloaded}{' '}
      <button type="button" onClick={() => window.location.reload()}>
        {texts.broken.reload}
      </button>
    </p>
  );
}

const BatchPage = later(async () => (await import('./screen/batch-page.js')).BatchPage);
const SmearPage = later(async () => (await import('./smear/smear-page.js')).SmearPage);
const FieldPage = later(async () => (await import('./smear/field-page.js')).FieldPage);
const PatientPage = later(async () => (await import('./patients/patient-page.js')).PatientPage);
const ComparePage = later(async () => (await import('./models/compare-page.js')).ComparePage);
const ModelsPage = later(async () => (await import('./models/models-page.js')).ModelsPage);
const PrivatePage = later(async () => (await import('./private/private-page.js')).PrivatePage);
const TeachPage = later(async () => (await import('./private/teach-page.js')).TeachPage);
const LogPage = later(async () => (await import('./screen/log-page.js')).LogPage);
const RunsPage = later(async () => (await import('./runs/runs-page.js')).RunsPage);

/** The page of an address, or a notice that there is none. */
export function Content({ address }: { address: readonly string[] | undefined }) {
  return (
    <Suspense fallback={<p role="status">{texts.loading}</p>}>
      <PageAt address={address} />
    </Suspense>
  );
}

function PageAt({ address }: { address: readonly string[] | undefined }) {
  if (!address) return <NoPage />;
  const [page = 'screen', id, part, ...more] = address;
  if (more.length === 0 && id !== undefined && part !== undefined) {
    if (page === 'smear') return <FieldPage key={part} id={part} />;
    if (page === 'patient') return <PatientPage key={`${id} ${part}`} batch={id} patient={part} />;
    if (page === 'compare') return <ComparePage key={`${id} ${part}`} first={id} second={part} />;
  }
  // A cell of a field.
  if (page === 'smear' && part !== undefined && more.length === 1 && /^(\d+|unsure)$/.test(more[0]!))
    return (
      <FieldPage
        key={`${part} ${more[0]}`}
        id={part}
        cell={more[0] === 'unsure' ? more[0] : Number(more[0])}
      />
    );
  if (part !== undefined) return <NoPage />;
  if (id !== undefined) {
    if (page === 'log') return <LogPage key={id} batch={id} />;
    if (page === 'screen') return <BatchPage key={id} id={id} />;
    if (page === 'smear') return <SmearPage key={id} id={id} />;
    if (page === 'private' && id === 'teach') return <TeachPage />;
    return <NoPage />;
  }
  if (page === 'screen') return <ScreenPage />;
  if (page === 'private') return <PrivatePage />;
  if (page === 'models') return <ModelsPage />;
  if (page === 'runs') return <RunsPage />;
  if (page === 'log') return <LogPage />;
  return <NoPage />;
}

function NoPage() {
  return (
    <>
      <h1>{texts.noPage.title}</h1>
      <p>
        {texts.noPage.explain} <a href="#/screen">{texts.noPage.toStart}</a>
      </p>
    </>
  );
}
