import type { ApiModel } from '@giemsa/server';
import { type DragEvent, type ReactNode, useId, useState } from 'react';
import { type DroppedFile, filesOfDrop } from '../data/upload.js';
import type { LeftOut } from '../data/uploads.js';
import { ChooseFiles } from '../parts/choose-files.js';
import { takenFiles } from '../parts/taken-files.js';
import { texts } from '../texts.js';

const MOST_TOLD = 10;

interface DropTargetProps {
  models: readonly ApiModel[];
  model: string;
  onModel: (id: string) => void;
  isBusy: boolean;
  /** Names of files that are taken. */
  accept: readonly string[];
  /** @param leftOut files with other names, hidden ones and leftovers of systems not among them */
  onFiles: (files: readonly DroppedFile[], leftOut: readonly LeftOut[]) => Promise<void>;
  title?: string;
  hint?: string;
  before?: ReactNode;
  children?: ReactNode;
}

/** Where files and folders are dropped or chosen, for a model. */
export function DropTarget({
  models,
  model,
  onModel,
  isBusy,
  accept,
  onFiles,
  title = texts.drop.kinds.cells.title,
  hint,
  before,
  children,
}: DropTargetProps) {
  const [isOver, setOver] = useState(false);
  // Files of which none can be taken.
  const [useless, setUseless] = useState<readonly LeftOut[]>();
  const modelId = useId();
  const take = (dropped: readonly DroppedFile[]) => {
    const { wanted, leftOut } = takenFiles(dropped, accept);
    setUseless(wanted.length === 0 ? leftOut : undefined);
    if (wanted.length > 0) void onFiles(wanted, leftOut);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void filesOfDrop(event.dataTransfer).then(take);
  };
  return (
    <section
      className={`drop ${isOver ? 'over' : ''}`}
      aria-label={title}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {before}
      <strong>{title}</strong>
      {hint && <p className="quiet">{hint}</p>}
      <ChooseFiles words={texts.drop} isBusy={isBusy} onFiles={take}>
        <label htmlFor={modelId}>{texts.drop.model}</label>
        <select id={modelId} value={model} onChange={(event) => onModel(event.target.value)}>
          {models.map(({ id }) => (
            <option key={id}>{id}</option>
          ))}
        </select>
      </ChooseFiles>
      {useless && (
        <div role="alert" className="error">
          {texts.drop.nothing}
          <ul>
            {useless.slice(0, MOST_TOLD).map(({ name, reason }) => (
              <li key={name}>
                {name}: {reason}
              </li>
            ))}
          </ul>
        </div>
      )}
      {children}
    </section>
  );
}
