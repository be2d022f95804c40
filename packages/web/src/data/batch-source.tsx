import type { ApiCorrection } from '@giemsa/server';
import { createContext, useContext } from 'react';
import { api } from './api.js';

/** Where a batch's pictures come from and its answers go: the server, or this browser alone. */
export interface BatchSource {
  image(picture: string): string;
  heat(picture: string): string;
  correct(
    picture: string,
    verdict: ApiCorrection['verdict'],
    label: string | null,
    reviewer: string,
  ): Promise<ApiCorrection>;
}

const Source = createContext<BatchSource>(api);

export const BatchSourceProvider = Source.Provider;

export const useBatchSource = (): BatchSource => useContext(Source);
