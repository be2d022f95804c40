import { constantSchedule } from './constant-schedule.js';
import { cosineDecay } from './cosine-decay.js';
import { oneCycle } from './one-cycle.js';
import { reduceOnPlateau } from './reduce-on-plateau.js';
import type { Schedule, ScheduleConfig } from './schedule.js';

/** What an optimizer's `learningRate` may be: a number, a stored config, or the schedule itself. */
export type ScheduleLike = number | ScheduleConfig | Schedule;

/**
 * The schedule of a number (constant) or of a stored config; a schedule is returned as it is.
 * @throws RangeError when no schedule has the config's name, or an option is out of range.
 */
export function getSchedule(identifier: ScheduleLike): Schedule {
  if (typeof identifier === 'number') return constantSchedule(identifier);
  if ('config' in identifier) return identifier;
  switch (identifier.name) {
    case 'constant':
      return constantSchedule(identifier.learningRate);
    case 'cosineDecay':
      return cosineDecay(identifier);
    case 'oneCycle':
      return oneCycle(identifier);
    case 'reduceOnPlateau':
      return reduceOnPlateau(identifier);
    default:
      throw new RangeError(
        `Unknown schedule "${(identifier as { name: string }).name}". ` +
          'Use one of: constant, cosineDecay, oneCycle, reduceOnPlateau.',
      );
  }
}
