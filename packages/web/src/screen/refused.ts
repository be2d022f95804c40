import type { ApiUpload } from '@giemsa/server';

/** What the server refused of a batch is said once, when it is opened after the upload. */
const refusedOf = new Map<string, ApiUpload['refused']>();

export const rememberRefused = (batch: string, refused: ApiUpload['refused']): void =>
  void refusedOf.set(batch, refused);

export const refusedFiles = (batch: string): ApiUpload['refused'] => refusedOf.get(batch) ?? [];
