import type { ApiModel } from '@giemsa/server';
import { useState } from 'react';
import { api } from '../data/api.js';
import { type DroppedFile, uploadFiles } from '../data/upload.js';
import { goTo } from '../parts/use-address.js';
import { texts } from '../texts.js';
import { DropTarget } from './drop-target.js';
import { rememberRefused } from './refused.js';

const TAKEN = /\.(bmp|jpe?g|png|tiff?|webp|zip)$/i;

interface Sending {
  readonly done: number;
  readonly total: number;
}

/** Sends what is dropped to the server as a new batch. */
export function DropZone({ models }: { models: readonly ApiModel[] }) {
  const [model, setModel] = useState(models[0]?.id ?? '');
  const [sending, setSending] = useState<Sending>();
  const [error, setError] = useState<string>();

  const send = async (dropped: readonly DroppedFile[]) => {
    setError(undefined);
    setSending({ done: 0, total: dropped.length });
    try {
      const { batch } = await api.createBatch(nameOf(dropped), model, crypto.randomUUID());
      const refused = await uploadFiles(batch.id, dropped, (done) =>
        setSending({ done, total: dropped.length }),
      );
      rememberRefused(batch.id, refused);
      goTo('screen', batch.id);
    } catch (reason) {
      setError(texts.drop.failed + (reason as Error).message);
    } finally {
      setSending(undefined);
    }
  };

  if (models.length === 0) return <p className="notice">{texts.drop.noModel}</p>;
  return (
    <DropTarget
      models={models}
      model={model}
      onModel={setModel}
      isBusy={sending !== undefined}
      accept={TAKEN}
      onFiles={send}
      hint={texts.drop.hint}
    >
      {sending && (
        <p role="status">
          <progress value={sending.done} max={sending.total} aria-label={texts.drop.title} />{' '}
          {texts.drop.uploading(sending.done, sending.total)}
        </p>
      )}
      {error && (
        <p role="alert" className="error">
          {error}
        </p>
      )}
    </DropTarget>
  );
}

/** The folder or archive that was dropped, or the first file. */
function nameOf(files: readonly DroppedFile[]): string {
  const [first] = files[0]!.path.split('/');
  return files.length > 1 && first === files[0]!.path ? `${first} and ${files.length - 1} more` : first!;
}
