import { writeAtomically } from '@giemsa/nn';

/**
 * Writes a file so that it is either whole or not there: to a temporary name in the same folder, then renamed.
 * Folders on the way are made.
 * @param parts one after the other; an iterable of texts is read as it is written, so that it is never in memory as a whole
 * @throws the error of the file system, which names `path`; the temporary file is gone then.
 */
export const writeFileAtomic = (
  path: string,
  ...parts: (string | Uint8Array | Iterable<string>)[]
): Promise<void> =>
  writeAtomically(path, async (file) => {
    for (const part of parts) {
      if (typeof part === 'string' || part instanceof Uint8Array) await file.writeFile(part);
      else for (const text of inBlocks(part)) await file.writeFile(text);
    }
  });

/** Texts joined until they are worth a write. */
function* inBlocks(texts: Iterable<string>): Generator<string> {
  let block: string[] = [];
  let length = 0;
  for (const text of texts) {
    block.push(text);
    length += text.length;
    if (length < 1 << 20) continue;
    yield block.join('');
    [block, length] = [[], 0];
  }
  yield block.join('');
}
