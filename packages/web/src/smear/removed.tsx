import type { ApiField, ApiFieldEdit } from '@giemsa/server';
import { texts } from '../texts.js';
import { takeBack } from './take-back.js';

interface RemovedProps {
  field: ApiField;
  reviewer: string;
  onEdit: (edit: ApiFieldEdit) => void;
}

/** What a person removed comes back as it was; against another person only when that is meant. */
export function Removed({ field, reviewer, onEdit }: RemovedProps) {
  if (field.removed.length === 0) return null;
  return (
    <p className="row small">
      {texts.field.removed}
      {field.removed.map(({ cell, by }) => (
        <button key={cell} type="button" onClick={() => takeBack(cell, [by], reviewer, onEdit)}>
          {texts.field.restoreCell({ id: cell, by })}
        </button>
      ))}
    </p>
  );
}
