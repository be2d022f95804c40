import type { ApiBatch, ApiProgress } from '@giemsa/server';
import type { ReactNode } from 'react';
import { api } from '../data/api.js';
import { texts } from '../texts.js';
import { when } from './format.js';
import { goTo } from './use-address.js';

/** A batch's name, model and age; its exports are the children. */
export function BatchHeading({ batch, children }: { batch: ApiBatch; children: ReactNode }) {
  return (
    <div className="heading">
      <div>
        <h1>{batch.name}</h1>
        <p className="quiet">
          {texts.batch.model} {batch.model} · {when(batch.created)}
        </p>
      </div>
      <div className="row">
        {children}
        <button type="button" onClick={() => void remove(batch.id)}>
          {texts.batch.remove}
        </button>
      </div>
    </div>
  );
}

async function remove(batch: string): Promise<void> {
  if (!window.confirm(texts.batch.removeSure)) return;
  await api.deleteBatch(batch);
  goTo('screen');
}

export const readCount = ({ done, refused, failed }: ApiProgress): number => done + refused + failed;

export function ProgressLine({ progress, isLost }: { progress: ApiProgress; isLost: boolean }) {
  const read = readCount(progress);
  if (read === progress.total && !isLost) return null;
  return (
    <p role="status">
      <progress value={read} max={progress.total} aria-label={texts.batch.progress(read, progress.total)} />{' '}
      {isLost ? texts.batch.lost : texts.batch.progress(read, progress.total)}
    </p>
  );
}
