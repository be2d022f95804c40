import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Stands for a patient's id in a model file, which is passed on: enough to recognise an id, not to read it. In browsers too. */
export const patientKey = (patient: string): string =>
  bytesToHex(sha256(utf8ToBytes(`giemsa patient ${patient}`))).slice(0, 12);
