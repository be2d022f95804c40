import type { ApiBatch, ApiProgress, ApiResults } from '@giemsa/server';
import { useState } from 'react';
import { api } from '../data/api.js';
import { useSession } from '../data/session.js';
import type { DroppedFile } from '../data/upload.js';
import { continueUpload, useUploads } from '../data/uploads.js';
import { texts } from '../texts.js';
import { ChooseFiles } from './choose-files.js';
import { Named } from './named.js';

interface IncompleteProps {
  batch: Pick<ApiBatch, 'id' | 'name' | 'kind'>;
  /** As it is now. */
  progress: Pick<ApiProgress, 'announced' | 'arrived'>;
  missing: ApiResults['files']['missing'];
  onChange: () => void;
}

/** What has not arrived of an upload, and how it goes on. Nothing while it is being sent from here. */
export function Incomplete({ batch, progress, missing, onChange }: IncompleteProps) {
  const words = texts.incomplete;
  const [told, setTold] = useState<string>();
  const isSending = useUploads().some((upload) => upload.batch === batch.id);
  const mayWrite = useSession()?.role !== 'reader';
  const { announced, arrived } = progress;
  if (announced === null || arrived === announced || isSending) return null;
  const choose = async (chosen: readonly DroppedFile[]) => {
    try {
      const others = await continueUpload(batch, chosen);
      setTold(
        others === 0 ? undefined : others === chosen.length ? words.none : words.others({ count: others }),
      );
    } catch (reason) {
      setTold((reason as Error).message);
    }
  };
  const end = (by: string | undefined) => api.endUpload(batch.id, by).then(onChange);
  return (
    <div className="notice incomplete">
      <strong>{words.title({ arrived: arrived!, announced })}</strong>
      {mayWrite && (
        <>
          <p>{words.explain}</p>
          <ChooseFiles words={words} onFiles={(chosen) => void choose(chosen)} />
        </>
      )}
      {told && <p role="alert">{told}</p>}
      <details>
        <summary>{words.list({ count: missing.length })}</summary>
        <ul>
          {missing.map(({ name }, index) => (
            <li key={`${index} ${name}`}>{name}</li>
          ))}
        </ul>
        {mayWrite && <Named label={words.end} onDone={end} />}
      </details>
    </div>
  );
}
