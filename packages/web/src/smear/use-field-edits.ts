import type { ApiField, ApiFieldEdit } from '@giemsa/server';
import { useState } from 'react';
import { api } from '../data/api.js';
import { useReviewer } from '../parts/use-reviewer.js';
import { texts } from '../texts.js';

export interface FieldEdits {
  readonly reviewer: string;
  /** What could not be saved, and why. */
  readonly error: string | undefined;
  /** @returns the field as it is now, undefined where it could not be saved */
  edit(change: ApiFieldEdit): Promise<ApiField | undefined>;
  /** Whether the reviewer stands for every cell. */
  mark(corrected: boolean): Promise<ApiField | undefined>;
}

/** Saves what a person says about a field, under their name. */
export function useFieldEdits(field: ApiField, onField: (field: ApiField) => void): FieldEdits {
  const [reviewer] = useReviewer();
  const [error, setError] = useState<string>();
  const save = async (change: (person: string) => Promise<ApiField>): Promise<ApiField | undefined> => {
    if (reviewer.trim() === '') {
      setError(texts.person.needed);
      return undefined;
    }
    setError(undefined);
    try {
      const next = await change(reviewer.trim());
      onField(next);
      return next;
    } catch (reason) {
      setError(texts.review.failed({ reason: (reason as Error).message }));
      return undefined;
    }
  };
  return {
    ...{ reviewer, error },
    edit: (change) => save((person) => api.editField(field.id, change, person)),
    mark: (corrected) => save((person) => api.markField(field.id, corrected, person, field.threshold)),
  };
}
