import { ComparePage } from './models/compare-page.js';
import { ModelsPage } from './models/models-page.js';
import { PrivatePage } from './private/private-page.js';
import { RunsPage } from './runs/runs-page.js';
import { BatchPage } from './screen/batch-page.js';
import { ScreenPage } from './screen/screen-page.js';
import { FieldPage } from './smear/field-page.js';
import { SmearPage } from './smear/smear-page.js';
import { texts } from './texts.js';

/** The page of an address, or a notice that there is none. */
export function Content({ address }: { address: readonly string[] | undefined }) {
  if (!address) return <NoPage />;
  const [page = 'screen', id, part, ...more] = address;
  if (more.length === 0 && id !== undefined && part !== undefined) {
    if (page === 'smear') return <FieldPage key={part} id={part} />;
    if (page === 'compare') return <ComparePage key={`${id} ${part}`} first={id} second={part} />;
  }
  if (part !== undefined) return <NoPage />;
  if (id !== undefined) {
    if (page === 'screen') return <BatchPage key={id} id={id} />;
    if (page === 'smear') return <SmearPage key={id} id={id} />;
    return <NoPage />;
  }
  if (page === 'screen') return <ScreenPage />;
  if (page === 'private') return <PrivatePage />;
  if (page === 'models') return <ModelsPage />;
  if (page === 'runs') return <RunsPage />;
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
