import type { ApiField } from '@giemsa/server';
import { when } from '../parts/format.js';
import { texts } from '../texts.js';

/** A correction of what somebody signed is not made unawares. */
export function Signed({ state: { state, signed, version } }: { state: ApiField['sign_off'] }) {
  if (state === 'unsigned' || signed === null) return null;
  const { states, toSignAgain } = texts.patientPage;
  return (
    <p className="notice">
      {state === 'signed'
        ? `${states.signed({ by: signed.by, at: when(signed.at), version })} ${toSignAgain}`
        : states.changed({ by: signed.by, at: when(signed.at) })}
    </p>
  );
}
