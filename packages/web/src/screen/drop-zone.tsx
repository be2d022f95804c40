import { IMAGE_EXTENSIONS } from '@giemsa/core/internal/pictures/picture-endings';
import type { ApiBatch, ApiModel } from '@giemsa/server';
import { useState } from 'react';
import { type DroppedFile, uploadFiles } from '../data/upload.js';
import { goTo } from '../parts/use-address.js';
import { texts } from '../texts.js';
import { DropTarget } from './drop-target.js';
import { Kinds, type Measured, MeasuredValues, measuredValues } from './kinds.js';
import { rememberRefused } from './refused.js';

const TAKEN = [...IMAGE_EXTENSIONS, '.zip'];

/** Browsers give the files of a folder in any order. */
const byName = new Intl.Collator('en', { numeric: true });

interface Sending {
  readonly done: number;
  readonly total: number;
}

/** Sends what is dropped to the server as a new batch. */
export function DropZone({ models }: { models: readonly ApiModel[] }) {
  const [chosen, setChosen] = useState<string>();
  const [sending, setSending] = useState<Sending>();
  const [error, setError] = useState<string>();
  const [kind, setKind] = useState<ApiBatch['kind']>('cells');
  const [measured, setMeasured] = useState<Measured>({});
  const model = chosen ?? models.find(({ default_for: kinds }) => kinds.includes(kind))?.id ?? '';

  const send = async (unsorted: readonly DroppedFile[], leftOut: readonly DroppedFile[]) => {
    const dropped = unsorted.toSorted((a, b) => byName.compare(a.path, b.path));
    setError(undefined);
    setSending({ done: 0, total: dropped.length });
    try {
      const values = {
        name: nameOf(dropped),
        model,
        ...(kind === 'fields' && { kind, ...measuredValues(measured) }),
      };
      const { batch, refused } = await uploadFiles(values, dropped, (done) =>
        setSending({ done, total: dropped.length }),
      );
      const unsent = leftOut.map(({ path }) => ({ name: path, reason: texts.drop.notSent }));
      rememberRefused(batch.id, [...refused, ...unsent]);
      goTo(kind === 'fields' ? 'smear' : 'screen', batch.id);
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
      onModel={setChosen}
      isBusy={sending !== undefined}
      accept={TAKEN}
      onFiles={send}
      title={texts.drop.kinds[kind].title}
      hint={texts.drop.kinds[kind].hint}
      before={<Kinds kind={kind} onKind={setKind} />}
    >
      {kind === 'fields' && (
        <MeasuredValues
          modelSha256={models.find(({ id }) => id === model)?.sha256}
          measured={measured}
          onMeasured={setMeasured}
        />
      )}
      {sending && (
        <p role="status">
          <progress
            value={sending.done}
            max={sending.total}
            aria-label={texts.drop.uploading(sending.done, sending.total)}
          />{' '}
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
