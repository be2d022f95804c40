import type { ApiModel } from '@giemsa/server';
import { type DragEvent, useId, useRef, useState } from 'react';
import { api } from '../data/api.js';
import { type DroppedFile, filesOfDrop, filesOfInput, uploadFiles } from '../data/upload.js';
import { goTo } from '../parts/use-address.js';
import { texts } from '../texts.js';
import { rememberRefused } from './refused.js';

interface Sending {
  readonly done: number;
  readonly total: number;
}

export function DropZone({ models }: { models: readonly ApiModel[] }) {
  const [model, setModel] = useState(models[0]?.id ?? '');
  const [isOver, setOver] = useState(false);
  const [sending, setSending] = useState<Sending>();
  const [error, setError] = useState<string>();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const modelId = useId();

  const send = async (dropped: readonly DroppedFile[]) => {
    setError(undefined);
    if (dropped.length === 0) return setError(texts.drop.nothing);
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
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void filesOfDrop(event.dataTransfer).then(send);
  };

  if (models.length === 0) return <p className="notice">{texts.drop.noModel}</p>;
  return (
    <section
      className={`drop ${isOver ? 'over' : ''}`}
      aria-label={texts.drop.title}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <strong>{texts.drop.title}</strong>
      <p className="quiet">{texts.drop.hint}</p>
      <div className="row">
        <button type="button" className="primary" disabled={!!sending} onClick={() => files.current?.click()}>
          {texts.drop.files}
        </button>
        <button type="button" disabled={!!sending} onClick={() => folder.current?.click()}>
          {texts.drop.folder}
        </button>
        <label htmlFor={modelId}>{texts.drop.model}</label>
        <select id={modelId} value={model} onChange={(event) => setModel(event.target.value)}>
          {models.map(({ id }) => (
            <option key={id}>{id}</option>
          ))}
        </select>
      </div>
      <input
        ref={files}
        type="file"
        hidden
        multiple
        accept=".png,.jpg,.jpeg,.webp,.tif,.tiff,.bmp,.zip"
        aria-label={texts.drop.files}
        onChange={(event) => void send(filesOfInput(event.target.files!))}
      />
      <input
        ref={folder}
        type="file"
        hidden
        aria-label={texts.drop.folder}
        {...{ webkitdirectory: '' }}
        onChange={(event) => void send(filesOfInput(event.target.files!))}
      />
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
    </section>
  );
}

/** The folder or archive that was dropped, or the first file. */
function nameOf(files: readonly DroppedFile[]): string {
  const [first] = files[0]!.path.split('/');
  return files.length > 1 && first === files[0]!.path ? `${first} and ${files.length - 1} more` : first!;
}
