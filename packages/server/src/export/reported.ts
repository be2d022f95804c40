import type { ApiChange, ApiPatientResult } from '../api-patient-types.js';

interface Signature {
  readonly by: string;
  readonly at: string;
}

/** A patient's result with who stands for it: what reports and bundles are made of. */
export interface Reported {
  readonly result: ApiPatientResult;
  readonly version: number;
  /** Of this very result; null where nobody signed it. */
  readonly signed: Signature | null;
  /** Of an earlier version, where this one is not signed. */
  readonly before: Signature | null;
  /** Since then. */
  readonly changes: readonly ApiChange[];
  /** Whether it was signed, and something has been changed since. */
  readonly isReplaced: boolean;
}
