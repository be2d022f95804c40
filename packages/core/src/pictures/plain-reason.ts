/** Why a picture is not read, in words for people. */
export class PlainReason extends Error {}

const CUT_OFF =
  /premature|truncat|end of (file|stream|image|data)|unexpected end|not enough|out of data|incomplete|too (short|small)|short read|read error/i;

/** The libraries that decode pictures name their own functions and markers; a person needs to know what to do. */
export function plainReason(error: Error): Error {
  if (error instanceof PlainReason) return error;
  const reason = CUT_OFF.test(error.message)
    ? 'the file is cut off, its end is missing: copy it again'
    : 'the file is damaged: copy it again, or save the picture once more as PNG';
  return new PlainReason(reason, { cause: error });
}
