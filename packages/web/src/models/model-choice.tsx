import type { ApiModel } from '@giemsa/server';
import { texts } from '../texts.js';

interface ModelChoiceProps {
  models: readonly ApiModel[];
  onModel?: (id: string) => void;
}

/** The model for fields that a form begins with; the default for fields first. */
export function ModelChoice({ models, onModel }: ModelChoiceProps) {
  return (
    <label>
      {texts.labels.model}{' '}
      <select
        name="model"
        defaultValue={defaultForFields(models)}
        onChange={(event) => onModel?.(event.target.value)}
      >
        {models.map(({ id }) => (
          <option key={id}>{id}</option>
        ))}
      </select>
    </label>
  );
}

export const defaultForFields = (models: readonly ApiModel[]): string =>
  (models.find(({ default_for: kinds }) => kinds.includes('fields')) ?? models[0])!.id;
