import type { ApiModel } from '@giemsa/server';
import { useEffect, useState } from 'react';
import { keptModels } from '../data/kept.js';
import { texts } from '../texts.js';
import { getReady } from './private-work.js';

/** A number has four bytes; the program that runs the model is sent packed. */
const PROGRAM_BYTES = 5e6;
const sizeOf = ({ parameters }: ApiModel): string =>
  `${Math.round((4 * parameters + PROGRAM_BYTES) / 1e6)} MB`;

/** Whether a model can be used without a network, and how it can. Nothing where browsers keep nothing: over plain http from elsewhere. */
export function Offline({ model, isBusy }: { model: ApiModel; isBusy: boolean }) {
  const words = texts.private;
  const [isReady, setReady] = useState<boolean>();
  useEffect(() => {
    if (isBusy) return;
    const isSame = ({ id, sha256 }: ApiModel) => id === model.id && sha256 === model.sha256;
    void keptModels().then((kept) => setReady(kept.some(isSame)));
  }, [model.id, model.sha256, isBusy]);
  if (!('serviceWorker' in navigator) || isReady === undefined) return null;
  if (isReady) return <p className="quiet small">{words.ready({ model: model.id })}</p>;
  return (
    <p className="row">
      <button type="button" disabled={isBusy} onClick={() => void getReady(model)}>
        {words.getReady}
      </button>
      <span className="quiet small">{words.getReadyExplain({ size: sizeOf(model) })}</span>
    </p>
  );
}
