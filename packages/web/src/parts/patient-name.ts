import { texts } from '../texts.js';

/** Folders are often called "patient" already. */
export const patientName = (code: string): string =>
  /^pa(t|c)ient/i.test(code) ? code : texts.smear.patient({ patient: code });
