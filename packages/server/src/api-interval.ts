import { z } from 'zod';

/** Lower and upper end of a 95 % interval. */
export const intervalSchema = z.array(z.number()).length(2);
