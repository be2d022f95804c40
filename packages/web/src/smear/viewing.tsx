import { useEffect, useState } from 'react';
import { texts } from '../texts.js';

/** How a field is looked at. Nothing of it is kept, and no model sees the changed picture. */
export interface Viewing {
  readonly hidesOutlines: boolean;
  /** 1 as the picture is. */
  readonly brightness: number;
  /** 1 as the picture is. */
  readonly contrast: number;
}

const PLAIN: Viewing = { hidesOutlines: false, brightness: 1, contrast: 1 };
/** From one field to the next it stays as it was. */
let last = PLAIN;

export function useViewing(): [viewing: Viewing, change: (change: Partial<Viewing>) => void] {
  const [viewing, setViewing] = useState(last);
  useEffect(() => {
    last = { ...viewing, hidesOutlines: false };
  }, [viewing]);
  return [viewing, (change) => setViewing((before) => ({ ...before, ...change }))];
}

/** Calls `onUp` when the key comes up, wherever the focus is then. */
export function useKeyUp(key: string, onUp: () => void): void {
  useEffect(() => {
    const up = (event: KeyboardEvent) => event.key.toLowerCase() === key && onUp();
    window.addEventListener('keyup', up);
    // Who holds the key and leaves the page lets it go elsewhere.
    window.addEventListener('blur', onUp);
    return () => {
      window.removeEventListener('keyup', up);
      window.removeEventListener('blur', onUp);
    };
  });
}

const FILTER = 'field-viewing';

/** For a picture in a drawing: brighter is a multiple of its light, contrast is about the middle of the scale. */
export const filterOf = ({ brightness, contrast }: Viewing): string | undefined =>
  brightness === 1 && contrast === 1 ? undefined : `url(#${FILTER})`;

export function ViewingFilter({ viewing: { brightness, contrast } }: { viewing: Viewing }) {
  const line = { type: 'linear', slope: brightness * contrast, intercept: (1 - contrast) / 2 } as const;
  return (
    <filter id={FILTER} colorInterpolationFilters="sRGB">
      <feComponentTransfer>
        <feFuncR {...line} />
        <feFuncG {...line} />
        <feFuncB {...line} />
      </feComponentTransfer>
    </filter>
  );
}

interface ViewingToolsProps {
  viewing: Viewing;
  onChange: (change: Partial<Viewing>) => void;
}

export function ViewingTools({ viewing, onChange }: ViewingToolsProps) {
  const words = texts.field.viewing;
  const isPlain = viewing.brightness === 1 && viewing.contrast === 1;
  const slider = (name: 'brightness' | 'contrast') => (
    <label className="viewing-slider">
      {words[name]}
      <input
        type="range"
        min="0.5"
        max="2"
        step="0.05"
        value={viewing[name]}
        onChange={(event) => onChange({ [name]: Number(event.target.value) })}
      />
    </label>
  );
  return (
    <>
      <button
        type="button"
        aria-pressed={viewing.hidesOutlines}
        onClick={() => onChange({ hidesOutlines: !viewing.hidesOutlines })}
      >
        {words.hide} <kbd>H</kbd>
      </button>
      {slider('brightness')}
      {slider('contrast')}
      <button type="button" disabled={isPlain} onClick={() => onChange({ brightness: 1, contrast: 1 })}>
        {words.plain}
      </button>
    </>
  );
}
