import type { ApiBatch, ApiProgress } from '@giemsa/server';
import { type ReactNode, useState } from 'react';
import { api } from '../data/api.js';
import { useSession } from '../data/session.js';
import { texts } from '../texts.js';
import { when } from './format.js';
import { Rename } from './rename.js';
import { goTo } from './use-address.js';

/** A batch's name, model and age; its exports are the children. */
export function BatchHeading({
  batch,
  warning,
  children,
}: {
  batch: ApiBatch;
  /** What is to be known before it is deleted. */
  warning?: string | undefined;
  children: ReactNode;
}) {
  const session = useSession();
  const [given, setGiven] = useState<string>();
  const name = given ?? batch.name;
  return (
    <div className="heading">
      <div>
        <h1>{name}</h1>
        <p className="quiet">
          {texts.batch.model} {batch.model} · {when(batch.created)}
        </p>
      </div>
      <div className="row">
        {children}
        <Rename batch={{ id: batch.id, name }} onName={setGiven} />
        {session?.role === 'admin' && (
          <a className="button" href={`#/log/${batch.id}`}>
            {texts.batch.log}
          </a>
        )}
        {session?.role !== 'reader' && (
          <button type="button" onClick={() => void remove(batch.id, session?.trash_days ?? 0, warning)}>
            {texts.batch.remove}
          </button>
        )}
      </div>
    </div>
  );
}

async function remove(batch: string, trashDays: number, warning: string | undefined): Promise<void> {
  const question = texts.batch.removeSure({ days: trashDays });
  if (!window.confirm(warning === undefined ? question : `${warning} ${question}`)) return;
  await api.deleteBatch(batch);
  goTo('screen');
}

export const readCount = ({ done, refused, failed }: ApiProgress): number => done + refused + failed;

/** Whether all that is to come has come, and was read. */
export const isOver = (progress: ApiProgress): boolean =>
  readCount(progress) === progress.total && progress.announced === progress.arrived;

export function ProgressLine({ progress, isLost }: { progress: ApiProgress; isLost: boolean }) {
  const read = readCount(progress);
  if (read === progress.total && !isLost) return null;
  return (
    <p role="status">
      <progress
        value={read}
        max={progress.total}
        aria-label={texts.batch.progress({ done: read, total: progress.total })}
      />{' '}
      {isLost ? texts.batch.lost : texts.batch.progress({ done: read, total: progress.total })}
    </p>
  );
}
