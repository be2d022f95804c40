import { type ChangeEvent, useRef } from 'react';
import { type DroppedFile, filesOfInput } from '../data/upload.js';

interface AddPicturesProps {
  words: { readonly files: string; readonly camera: string };
  /** What the buttons are for, to tell them from others. */
  label: string;
  onFiles: (files: readonly DroppedFile[]) => void;
}

/** Two buttons: files of this device, and its camera where it has one to hold. */
export function AddPictures({ words, label, onFiles }: AddPicturesProps) {
  const files = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    onFiles(filesOfInput(target.files!));
    // The same file may be chosen again.
    target.value = '';
  };
  return (
    <>
      <button type="button" aria-label={`${words.files}: ${label}`} onClick={() => files.current?.click()}>
        {words.files}
      </button>
      <button
        type="button"
        className="camera"
        aria-label={`${words.camera}: ${label}`}
        onClick={() => camera.current?.click()}
      >
        {words.camera}
      </button>
      <input ref={files} type="file" hidden multiple aria-label={words.files} onChange={choose} />
      <input
        ref={camera}
        type="file"
        hidden
        accept="image/*"
        capture="environment"
        aria-label={words.camera}
        onChange={choose}
      />
    </>
  );
}
