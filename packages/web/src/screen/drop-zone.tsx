import { IMAGE_EXTENSIONS } from '@giemsa/core/internal/pictures/picture-endings';
import type { ApiBatch, ApiModel } from '@giemsa/server';
import { useState } from 'react';
import type { DroppedFile } from '../data/upload.js';
import { type LeftOut, startUpload } from '../data/uploads.js';
import { goTo } from '../parts/use-address.js';
import { texts } from '../texts.js';
import { DropTarget } from './drop-target.js';
import { Kinds, type Measured, MeasuredValues, measuredValues } from './kinds.js';

const TAKEN = [...IMAGE_EXTENSIONS, '.zip'];

/** Browsers give the files of a folder in any order. */
const byName = new Intl.Collator('en', { numeric: true });

/** The one that reads pictures of a kind where nobody chose another. */
export const defaultModel = (models: readonly ApiModel[], kind: ApiBatch['kind']): string =>
  models.find(({ default_for: kinds }) => kinds.includes(kind))?.id ?? '';

/** Sends what is dropped to the server as a new batch. */
export function DropZone({ models }: { models: readonly ApiModel[] }) {
  const [chosen, setChosen] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const [kind, setKind] = useState<ApiBatch['kind']>('cells');
  const [measured, setMeasured] = useState<Measured>({});
  const model = chosen ?? defaultModel(models, kind);

  const send = async (unsorted: readonly DroppedFile[], leftOut: readonly LeftOut[]) => {
    const dropped = unsorted.toSorted((a, b) => byName.compare(a.path, b.path));
    setError(undefined);
    setBusy(true);
    try {
      const values = {
        name: nameOf(dropped),
        model,
        ...(kind === 'fields' && { kind, ...measuredValues(measured) }),
      };
      goTo(kind === 'fields' ? 'smear' : 'screen', await startUpload(kind, values, dropped, leftOut));
    } catch (reason) {
      setError(texts.drop.failed + (reason as Error).message);
    } finally {
      setBusy(false);
    }
  };

  if (models.length === 0) return <p className="notice">{texts.drop.noModel}</p>;
  return (
    <DropTarget
      models={models}
      model={model}
      onModel={setChosen}
      isBusy={isBusy}
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
