import { checkResumable } from '@giemsa/core/internal/run-folder/run-folder';
import type { Output } from './output.js';

/** Warns where `--resume` names a folder that is not there. @throws UserError where it is there and empty */
export async function warnOfNewFolder(output: Output, out: string): Promise<void> {
  if (await checkResumable(out)) return;
  output.warn(`${out} does not exist yet: there is nothing to continue, so a new one is started`);
}
