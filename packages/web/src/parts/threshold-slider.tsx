import type { ReactNode } from 'react';
import { texts } from '../texts.js';
import { decimals } from './format.js';

interface ThresholdSliderProps {
  threshold: number;
  onThreshold: (threshold: number) => void;
  /** What it means, and how to take it back. */
  children: ReactNode;
}

/** The slider moves by hundredths; a calibration's threshold is often close to 1 and must not be shown as it. */
export const thresholdText = (threshold: number): string =>
  decimals(threshold, Number(threshold.toFixed(2)) === threshold ? 2 : 4);

/** The probability from which a cell is called infected. */
export function ThresholdSlider({ threshold, onThreshold, children }: ThresholdSliderProps) {
  return (
    <div className="threshold">
      <label>
        {texts.threshold.label} <output>{thresholdText(threshold)}</output>
        <input
          type="range"
          min="0"
          max="1"
          step="0.01"
          value={threshold}
          onChange={(event) => onThreshold(Number(event.target.value))}
        />
      </label>
      <div className="quiet small">{children}</div>
    </div>
  );
}
