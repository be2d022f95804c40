import { type FormEvent, useState } from 'react';
import { api, type NewRun } from '../data/api.js';
import { useSession } from '../data/session.js';
import { useLoaded } from '../data/use-loaded.js';
import { wholeText } from '../parts/number-text.js';
import { ReviewerField } from '../parts/reviewer-field.js';
import { useReviewer } from '../parts/use-reviewer.js';
import { texts } from '../texts.js';

/** A run appears in the list when its data is read, some seconds after the start. */
const FIRST_LOOK_MS = 4000;

export function StartTraining({ onStart }: { onStart: () => void }) {
  const choices = useLoaded(api.training, 'training');
  const [message, setMessage] = useState<string>();
  const person = useSession()?.person;
  const [reviewer] = useReviewer();
  if (!choices.value) return null;
  const { datasets, recipes } = choices.value;
  const start = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const epochs = wholeText(String(form.get('epochs') ?? ''));
    if (!/^\d*$/.test(epochs)) return setMessage(texts.runs.noEpochs({ text: epochs }));
    try {
      const recipe = String(form.get('recipe')) as NewRun['choices']['recipe'];
      const { id } = await api.train({
        data: { kind: 'folder', folder: String(form.get('data')) },
        choices: { recipe, ...(epochs !== '' && { epochs: Number(epochs) }) },
        ...(person == null && { by: reviewer.trim() }),
      });
      setMessage(id);
      window.setTimeout(onStart, FIRST_LOOK_MS);
    } catch (error) {
      setMessage((error as Error).message);
    }
  };
  return (
    <details className="card">
      <summary>{texts.runs.start}</summary>
      {datasets.length === 0 ? (
        <p className="quiet">{texts.runs.noData}</p>
      ) : (
        <form className="row" onSubmit={start}>
          <label>
            {texts.runs.data}{' '}
            <select name="data">
              {datasets.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
          <label>
            {texts.runs.recipe}{' '}
            <select name="recipe">
              {recipes.map(({ name }) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
          <label>
            {texts.runs.epochsLabel} <input name="epochs" inputMode="numeric" size={6} />
          </label>
          {person == null && <ReviewerField required />}
          <button type="submit" className="primary">
            {texts.runs.go}
          </button>
        </form>
      )}
      {message && <p role="status">{message}</p>}
    </details>
  );
}
