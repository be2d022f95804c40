import type { Interval } from '../../metrics/wilson.js';

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
 * whole interval is beyond the limit.
 */
export function severityFlags(share: number, [low, high]: Interval): SeverityFlag[] {
  const state = (beyond: (value: number) => boolean): Reached =>
    beyond(low) ? 'reached' : beyond(share) ? 'possible' : beyond(high) ? 'not excluded' : 'not reached';
  return [
    { name: 'severe malaria by parasitaemia (CDC)', limit: '≥ 5 %', state: state((value) => value >= 0.05) },
    { name: 'hyperparasitaemia (WHO)', limit: '> 10 %', state: state((value) => value > 0.1) },
  ];
}
