import type { ReactNode } from 'react';
import { when } from '../parts/format.js';

interface Choice {
  readonly id: string;
  readonly name: string;
  readonly created: string;
  /** What is in it. */
  readonly about: string;
}

interface ChooseBatchesProps {
  title: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  onChosen: (chosen: readonly string[]) => void;
  children?: ReactNode;
}

/** Some of a list of batches. */
export function ChooseBatches({ title, choices, chosen, onChosen, children }: ChooseBatchesProps) {
  const choose = (id: string, isChosen: boolean) =>
    onChosen(isChosen ? [...chosen, id] : chosen.filter((other) => other !== id));
  return (
    <fieldset className="run-list batches">
      <legend>{title}</legend>
      {choices.map(({ id, name, created, about }) => (
        <label key={id} className="check">
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={(event) => choose(id, event.target.checked)}
          />
          <span>
            <strong>{name}</strong>
            <span className="quiet">
              {about} · {when(created)}
            </span>
          </span>
        </label>
      ))}
      {children}
    </fieldset>
  );
}
