import { type ChangeEvent, type ReactNode, useRef } from 'react';
import { type DroppedFile, filesOfInput } from '../data/upload.js';

interface ChooseFilesProps {
  /** What stands on the buttons. */
  words: { readonly files: string; readonly folder: string };
  isBusy?: boolean;
  onFiles: (files: readonly DroppedFile[]) => void;
  /** Beside the buttons. */
  children?: ReactNode;
}

/** Two buttons: files, or a folder, of this computer. */
export function ChooseFiles({ words, isBusy = false, onFiles, children }: ChooseFilesProps) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    onFiles(filesOfInput(target.files!));
    // The same files may be chosen again.
    target.value = '';
  };
  return (
    <>
      <div className="row">
        <button type="button" className="primary" disabled={isBusy} onClick={() => files.current?.click()}>
          {words.files}
        </button>
        <button type="button" disabled={isBusy} onClick={() => folder.current?.click()}>
          {words.folder}
        </button>
        {children}
      </div>
      <input ref={files} type="file" hidden multiple aria-label={words.files} onChange={choose} />
      <input
        ref={folder}
        type="file"
        hidden
        aria-label={words.folder}
        {...{ webkitdirectory: '' }}
        onChange={choose}
      />
    </>
  );
}
