import type { ApiRun } from '@giemsa/server';
import { trainingApi } from '../data/training-api.js';
import { when } from '../parts/format.js';
import { Named } from '../parts/named.js';
import { texts } from '../texts.js';

/** Whether the model of a training may be used: a named person decides it, with the figures beside. */
export function Publishing({ run, onChange }: { run: ApiRun; onChange: (run: ApiRun) => void }) {
  const words = texts.runs.publishing;
  const { id, published } = run;
  const put = async (by: string | undefined) =>
    onChange(await trainingApi.publish(id, published === null, by));
  return (
    <div className="publishing">
      <p>{published ? words.published({ by: published.by, at: when(published.at) }) : words.notYet}</p>
      <Named label={published ? words.withdraw : words.publish} onDone={put} />
    </div>
  );
}
