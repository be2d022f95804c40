import type { ApiCorrection, ApiPicture } from '@giemsa/server';
import { createContext, useContext } from 'react';
import { api, type Verdict } from './api.js';

/** Where a batch's pictures come from and its answers go: the server, or this browser alone. */
export interface BatchSource {
  image(picture: string): string;
  heat(picture: string): string;
  /** @returns what counts now of all that persons said */
  correct(
    picture: string,
    verdict: Verdict,
    label: string | null,
    reviewer: string,
  ): Promise<ApiCorrection | null>;
  /** As it may be seen after an answer; left out where nothing is hidden. */
  picture?(picture: string): Promise<ApiPicture>;
}

const Source = createContext<BatchSource>({ image: api.image, heat: api.heat, correct: api.correct });

export const BatchSourceProvider = Source.Provider;

export const useBatchSource = (): BatchSource => useContext(Source);
