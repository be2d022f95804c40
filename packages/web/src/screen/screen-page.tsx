import { api } from '../data/api.js';
import { useSession } from '../data/session.js';
import { useLoaded } from '../data/use-loaded.js';
import { usePages } from '../data/use-pages.js';
import { when } from '../parts/format.js';
import { More } from '../parts/more.js';
import { Status } from '../parts/status.js';
import { texts } from '../texts.js';
import { DropZone } from './drop-zone.js';
import { Trash } from './trash.js';

/** New uploads, and the list of earlier ones. */
export function ScreenPage() {
  const isReader = useSession()?.role === 'reader';
  const models = useLoaded(api.models, 'models');
  const batches = usePages(api.batches, 'batches');
  return (
    <>
      <h1>{texts.title}</h1>
      {isReader && <p className="notice">{texts.account.onlyReads}</p>}
      {!isReader && (models.value ? <DropZone models={models.value} /> : <Status loaded={models} />)}
      <h2>{texts.batches.title}</h2>
      {batches.value === undefined && <Status loaded={batches} />}
      {batches.value?.length === 0 && <p className="quiet">{texts.batches.none}</p>}
      <ul className="batches">
        {batches.value?.map(({ id, name, kind, model, created, progress }) => (
          <li key={id}>
            <a href={`#/${kind === 'fields' ? 'smear' : 'screen'}/${id}`}>
              <strong>{name}</strong>
              <span className="quiet">
                {kind === 'fields' && texts.batches.fields}
                {progress.announced !== progress.arrived &&
                  texts.batches.incomplete(progress.arrived!, progress.announced!)}
                {texts.batch.progress(progress.done + progress.refused + progress.failed, progress.total)} ·{' '}
                {model} · {when(created)}
              </span>
            </a>
          </li>
        ))}
      </ul>
      <More pages={batches} />
      <Trash onRestore={batches.reload} />
    </>
  );
}
