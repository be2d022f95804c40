import { existsSync } from 'node:fs';
import { NotFound } from '@giemsa/core/internal/errors/kinds';
import type { PlaceFlags, VerifyFlags } from './flags.js';
import type { PlaceOptions } from './open-room.js';
import { FaultsFound } from './refusals.js';
import { type Verified, verifyRoom } from './verify.js';

/** With what the environment says in place of options. */
export const placeOptions = (flags: PlaceFlags): PlaceOptions => ({
  data: flags.data,
  pictures: flags.pictures ?? (process.env.GIEMSA_PICTURES || undefined),
  database: flags.database ?? (process.env.GIEMSA_DATABASE || undefined),
});

/** @throws UserError where there is a fault, or nothing that could be looked at */
export async function verify({ adopt = false, json = false, ...flags }: VerifyFlags): Promise<void> {
  const place = placeOptions(flags);
  // A new room would be made there, and found without a fault.
  const isElsewhere = place.database !== undefined && place.pictures !== undefined;
  if (!isElsewhere && !existsSync(place.data))
    throw new NotFound(
      place.data,
      `--data ${place.data}: there is no such folder; give the one that serve was given`,
    );
  const verified = await verifyRoom({ ...place, adopt });
  process.stdout.write(json ? `${JSON.stringify(verified, null, 2)}\n` : describeVerified(verified));
  if (!verified.ok) throw new FaultsFound('there are faults; see above');
}

/** Details of a check that are listed; --json has all of them. */
const LISTED = 10;

function describeVerified({ database, checks }: Verified): string {
  const lines = checks.flatMap(({ name, state, found, details }) => [
    `${state.padEnd(6)}${name.padEnd(15)}${found}`,
    ...details.slice(0, LISTED).map((detail) => `      ${detail}`),
    ...(details.length > LISTED ? [`      and ${details.length - LISTED} more: --json lists all`] : []),
  ]);
  return `Database ${database}\n${lines.join('\n')}\n`;
}
