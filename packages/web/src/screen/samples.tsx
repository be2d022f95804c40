import type { ApiModel } from '@giemsa/server';
import { useState } from 'react';
import type { BatchKind } from '../data/batch-kind.js';
import { startUpload } from '../data/uploads.js';
import { goTo } from '../parts/use-address.js';
import { texts } from '../texts.js';
import { defaultModel } from './drop-zone.js';

const KINDS = ['cells', 'fields'] as const satisfies readonly BatchKind[];

/** For who has no pictures at hand: drawn ones, sent as any others are. */
export function Samples({ models }: { models: readonly ApiModel[] }) {
  const words = texts.home.samples;
  const [isDrawing, setDrawing] = useState(false);
  const [error, setError] = useState<string>();
  const start = async (kind: BatchKind) => {
    setError(undefined);
    setDrawing(true);
    try {
      const { sampleFiles } = await import('../data/sample-files.js');
      const values = { name: words.names[kind], model: defaultModel(models, kind), kind };
      goTo(
        kind === 'fields' ? 'smear' : 'screen',
        await startUpload(kind, values, await sampleFiles(kind), []),
      );
    } catch (reason) {
      setError(texts.drop.failed({ reason: (reason as Error).message }));
      setDrawing(false);
    }
  };
  return (
    <section className="samples" aria-label={words.label}>
      <div className="row">
        <strong>{words.label}</strong>
        {KINDS.map((kind) => (
          <button key={kind} type="button" disabled={isDrawing} onClick={() => void start(kind)}>
            {words[kind]}
          </button>
        ))}
        <span role="status">{isDrawing && words.drawing}</span>
      </div>
      <p className="quiet small">{words.explain}</p>
      {error && (
        <p role="alert" className="error">
          {error}
        </p>
      )}
    </section>
  );
}
