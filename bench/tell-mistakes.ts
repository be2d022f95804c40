import { UserError } from '@giemsa/core';

/** A measurement was called in a wrong way. */
export class WrongUse extends UserError {
  readonly code = 'invalid-option';
}

/** Runs a program: of a user's mistake it says its one line, as `giemsa` does, and ends with code 1. */
export async function tellMistakes(program: () => Promise<void>): Promise<void> {
  try {
    await program();
  } catch (error) {
    const isOption = (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') === true;
    if (!(error instanceof UserError) && !isOption) throw error;
    console.error(`error: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
