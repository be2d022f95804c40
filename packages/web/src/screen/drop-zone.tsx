import { LOOSE } from '@giemsa/core/internal/answer/patients-of-files';
import { IMAGE_EXTENSIONS } from '@giemsa/core/internal/pictures/picture-endings';
import type { ApiModel } from '@giemsa/server';
import { lazy, Suspense, useState } from 'react';
import { api } from '../data/api.js';
import type { BatchKind } from '../data/batch-kind.js';
import { useSession } from '../data/session.js';
import { withOwnPaths } from '../data/sorting.js';
import type { DroppedFile } from '../data/upload.js';
import { type LeftOut, startUpload } from '../data/uploads.js';
import { goTo } from '../parts/use-address.js';
import { useReviewer } from '../parts/use-reviewer.js';
import { speakWhole, texts } from '../texts.js';
import { BlindChoice } from './blind-choice.js';
import { DropTarget } from './drop-target.js';
import { Kinds, type Measured, MeasuredValues, measuredValues } from './kinds.js';

// Not before it is needed: the first page comes sooner.
const PatientStep = lazy(async () => {
  const [{ PatientStep: step }] = await Promise.all([import('./patient-step.js'), speakWhole()]);
  return { default: step };
});

interface Chosen {
  readonly files: readonly DroppedFile[];
  readonly leftOut: readonly LeftOut[];
}

const TAKEN = [...IMAGE_EXTENSIONS, '.zip'];

/** Browsers give the files of a folder in any order. */
const byName = new Intl.Collator('en', { numeric: true });

/** The one that reads pictures of a kind where nobody chose another. */
export const defaultModel = (models: readonly ApiModel[], kind: BatchKind): string =>
  models.find(({ default_for: kinds }) => kinds.includes(kind))?.id ?? '';

/** Sends what is dropped to the server as a new batch. */
export function DropZone({ models }: { models: readonly ApiModel[] }) {
  const [chosen, setChosen] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const [kind, setKind] = useState<BatchKind>('cells');
  const [measured, setMeasured] = useState<Measured>({});
  const [isBlind, setBlind] = useState(false);
  const person = useSession()?.person;
  const [reviewer] = useReviewer();
  const model = chosen ?? defaultModel(models, kind);

  // Fields are sorted into patients before they are sent.
  const [step, setStep] = useState<Chosen>();

  const choose = async (unsorted: readonly DroppedFile[], leftOut: readonly LeftOut[]) => {
    const files = unsorted.toSorted((a, b) => byName.compare(a.path, b.path));
    setError(undefined);
    if (kind === 'cells') return send({ files, leftOut });
    setStep({ files: withOwnPaths(files, [], ''), leftOut });
  };
  const send = async (
    { files, leftOut }: Chosen,
    patients: readonly string[] = [],
    tell?: (batch: string) => Promise<void>,
  ) => {
    setError(undefined);
    const by = person ?? reviewer.trim();
    if (isBlind && by === '') return setError(texts.person.needed);
    setBusy(true);
    try {
      const values = {
        name: nameOf(files, patients),
        model,
        ...(isBlind && { blind: 'true', ...(person == null && { by }) }),
        ...(kind === 'fields' && { kind, ...measuredValues(measured) }),
      };
      goTo(kind === 'fields' ? 'smear' : 'screen', await startUpload(kind, values, files, leftOut, tell));
    } catch (reason) {
      setError(texts.drop.failed({ reason: (reason as Error).message }));
    } finally {
      setBusy(false);
    }
  };

  if (models.length === 0) return <p className="notice">{texts.drop.noModel}</p>;
  const blind = <BlindChoice isBlind={isBlind} onBlind={setBlind} />;
  const values = (
    <>
      <MeasuredValues
        modelSha256={models.find(({ id }) => id === model)?.sha256}
        measured={measured}
        onMeasured={setMeasured}
      />
      {blind}
    </>
  );
  const problem = error && (
    <p role="alert" className="error">
      {error}
    </p>
  );
  if (step) {
    return (
      <Suspense fallback={<p role="status">{texts.loading}</p>}>
        <PatientStep
          files={step.files}
          onFiles={(files) => setStep({ ...step, files })}
          isBusy={isBusy}
          onStart={(settings, by, codes) =>
            send(step, codes, async (batch) => {
              for (const setting of settings) await api.setForBatch(batch, setting, by);
            })
          }
          onCancel={() => {
            setError(undefined);
            setStep(undefined);
          }}
        >
          {values}
        </PatientStep>
        {problem}
      </Suspense>
    );
  }
  return (
    <DropTarget
      models={models}
      model={model}
      onModel={setChosen}
      isBusy={isBusy}
      accept={TAKEN}
      onFiles={choose}
      title={texts.drop.kinds[kind].title}
      hint={texts.drop.kinds[kind].hint}
      before={<Kinds kind={kind} onKind={setKind} />}
    >
      {kind === 'cells' && blind}
      {kind === 'fields' && (
        <>
          <p>
            <button type="button" onClick={() => setStep({ files: [], leftOut: [] })}>
              {texts.drop.oneByOne}
            </button>
          </p>
          {values}
        </>
      )}
      {problem}
    </DropTarget>
  );
}

/** The folder or archive that was dropped, else the first patient, or the first file. */
function nameOf(files: readonly DroppedFile[], patients: readonly string[]): string {
  const [first] = files[0]!.path.split('/');
  if (first !== files[0]!.path) return first!;
  const named = patients.filter((code) => code !== LOOSE);
  const [one, all] = named.length > 0 ? [named[0]!, named.length] : [first, files.length];
  return all > 1 ? `${one} and ${all - 1} more` : one;
}
