import type { ApiSmear } from '@giemsa/server';
import { listed, when } from '../parts/format.js';
import { Sentences } from '../parts/sentences.js';
import { texts } from '../texts.js';

/** What is to be known of the batch: model, microscope, what a person accepted, and whether its fields are of one kind. */
export function About({ smear }: { smear: ApiSmear }) {
  const { microscope, calibration_made: made, accepted, notes, model_sha256: sha256 } = smear;
  return (
    <>
      <p className="quiet small checksum">
        {texts.smear.checksum({ sha256 })} {microscope !== null && microscopeText(microscope, made)}
      </p>
      {accepted.length > 0 && (
        <p className="notice">
          {texts.smear.accepted({ rules: listed(accepted.map((rule) => texts.smear.rules[rule])) })}
        </p>
      )}
      {notes.length > 0 && <Sentences className="notice" title={texts.smear.notes} lines={notes} />}
    </>
  );
}

const microscopeText = (name: string, made: string | null): string =>
  made === null
    ? texts.smear.microscope({ name })
    : texts.smear.microscopeCalibrated({ name, made: when(made) });
