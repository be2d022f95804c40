import type { ApiResults, ApiSmear } from '@giemsa/server';
import type { ReactNode } from 'react';
import { useSession } from '../data/session.js';
import { texts } from '../texts.js';
import { when } from './format.js';
import { Named } from './named.js';
import { ThresholdSlider, thresholdText } from './threshold-slider.js';

/** Of a batch of cells, or of fields. */
type Held = Pick<ApiResults, 'threshold' | 'threshold_set' | 'own_threshold'> &
  Partial<Pick<ApiSmear, 'microscope' | 'calibration_made'>>;

interface ThresholdSettingProps {
  /** What holds for everybody. */
  held: Held;
  /** What is looked at here and not set; undefined for what holds. */
  tried: number | undefined;
  onTry: (threshold: number | undefined) => void;
  /** Sets it for everybody; left out where there is nobody else. @param threshold null for the original one */
  onSet?: (threshold: number | null, by: string | undefined) => Promise<void>;
  /** What it means. */
  children?: ReactNode;
}

/** Where a threshold comes from that nobody set. */
function fromText({ microscope, calibration_made: made }: Held): string {
  const words = texts.threshold;
  if (made === undefined) return words.fromModel;
  if (made === null) return words.fromModelOfCells;
  return microscope == null ? words.fromCalibration : words.fromMicroscope({ microscope });
}

/** The threshold of a batch: anybody may try another one; it holds once a named person has set it, for everybody. */
export function ThresholdSetting({ held, tried, onTry, onSet, children }: ThresholdSettingProps) {
  const words = texts.threshold;
  const mayWrite = useSession()?.role !== 'reader';
  const { threshold, threshold_set: set, own_threshold: own } = held;
  const shown = tried ?? threshold;
  const put = (value: number | null) => (by: string | undefined) => onSet!(value, by);
  const isTried = tried !== undefined && tried !== threshold;
  return (
    <ThresholdSlider threshold={shown} onThreshold={onTry}>
      {children} {!isTried && (set ? words.setBy({ by: set.by, at: when(set.at) }) : fromText(held))}
      {isTried && (
        <div className="tried notice">
          {onSet && words.onlyHere({ held: thresholdText(threshold) })}
          {onSet && mayWrite && (
            <Named label={words.set({ threshold: thresholdText(tried) })} onDone={put(tried)} />
          )}
          <button type="button" onClick={() => onTry(undefined)}>
            {words.back({ threshold: thresholdText(threshold) })}
          </button>
        </div>
      )}
      {!isTried && set && onSet && mayWrite && (
        <Named label={words.own({ threshold: thresholdText(own) })} onDone={put(null)} />
      )}
    </ThresholdSlider>
  );
}
