import type { Corrected } from './corrected-share.js';

/** How far a measured share reaches a limit: by its whole interval, by its best estimate, or only by its upper end. */
export type Reached = 'reached' | 'possible' | 'not excluded' | 'not reached';

/** Where a parasitaemia lies to a limit of severe malaria. */
export interface SeverityFlag {
  readonly name: string;
  readonly limit: string;
  readonly state: Reached;
}

/**
 * Limits of severe malaria by parasitaemia: 5 % and more (CDC), over 10 % (WHO hyperparasitaemia). `reached` only when the
 * whole interval is beyond the limit; never `not reached` where the classifier's misses are not known.
 */
export function severityFlags(
  { value, ci95: [low, high] }: Corrected,
  isSensitivityKnown: boolean,
): SeverityFlag[] {
  const top = isSensitivityKnown ? high : 1;
  const state = (beyond: (value: number) => boolean): Reached =>
    beyond(low) ? 'reached' : beyond(value) ? 'possible' : beyond(top) ? 'not excluded' : 'not reached';
  return [
    { name: 'severe malaria by parasitaemia (CDC)', limit: '≥ 5 %', state: state((share) => share >= 0.05) },
    { name: 'hyperparasitaemia (WHO)', limit: '> 10 %', state: state((share) => share > 0.1) },
  ];
}
