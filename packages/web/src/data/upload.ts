import type { ApiUpload } from '@giemsa/server';
import { ApiError, api } from './api.js';

/** A file with its path within what was dropped. */
export interface DroppedFile {
  readonly file: File;
  readonly path: string;
}

/** Of one request: small enough that progress moves and a lost one costs little. */
const REQUEST_FILES = 40;
const REQUEST_BYTES = 20e6;
const TRIES = 4;

/** All files among dropped files and folders. */
export async function filesOfDrop(transfer: DataTransfer): Promise<DroppedFile[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const files = await Promise.all(entries.map((entry) => filesOf(entry)));
  return files.flat();
}

export const filesOfInput = (list: FileList): DroppedFile[] =>
  [...list].map((file) => ({ file, path: file.webkitRelativePath || file.name }));

async function filesOf(entry: FileSystemEntry): Promise<DroppedFile[]> {
  const path = entry.fullPath.replace(/^\//, '');
  if (entry.isFile) {
    const file = await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed));
    return [{ file, path }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const files: DroppedFile[] = [];
  // A reader gives at most a hundred entries at a time.
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
    if (entries.length === 0) return files;
    for (const inner of entries) files.push(...(await filesOf(inner)));
  }
}

/**
 * Those of some files that are missing on the server, under the names that it knows: by path and size, or by name and size where a
 * folder is chosen from another place.
 */
export function matched(
  missing: readonly { readonly name: string; readonly bytes: number }[],
  files: readonly DroppedFile[],
): DroppedFile[] {
  const left = [...files];
  const take = (fits: (file: DroppedFile) => boolean): DroppedFile | undefined => {
    const index = left.findIndex(fits);
    return index === -1 ? undefined : left.splice(index, 1)[0];
  };
  const nameOf = (path: string) => path.split('/').at(-1);
  const same = (path: string) => path.normalize('NFC');
  const exact = missing.map((wanted) =>
    take(({ file, path }) => file.size === wanted.bytes && same(path) === wanted.name),
  );
  return missing.flatMap(({ name, bytes }, index) => {
    const found =
      exact[index] ?? take(({ file, path }) => file.size === bytes && nameOf(same(path)) === nameOf(name));
    return found ? [{ file: found.file, path: name }] : [];
  });
}

/** Sends files to a batch, in small requests. One is sent again when the connection was lost; the server carries it out once. */
export async function sendFiles(
  batch: string,
  files: readonly DroppedFile[],
  onProgress: (done: number) => void,
): Promise<void> {
  let done = 0;
  for (const group of groups(files)) {
    const key = crypto.randomUUID();
    await send(group, (form) => api.addPictures(batch, form, key));
    done += group.length;
    onProgress(done);
  }
}

function* groups(files: readonly DroppedFile[]): Generator<DroppedFile[]> {
  let group: DroppedFile[] = [];
  let bytes = 0;
  for (const dropped of files) {
    if (group.length > 0 && (group.length === REQUEST_FILES || bytes + dropped.file.size > REQUEST_BYTES)) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(dropped);
    bytes += dropped.file.size;
  }
  if (group.length > 0) yield group;
}

async function send(
  group: readonly DroppedFile[],
  request: (form: FormData) => Promise<ApiUpload>,
): Promise<ApiUpload> {
  for (let attempt = 1; ; attempt++) {
    const form = new FormData();
    for (const { file, path } of group) form.append('files', file, path);
    try {
      return await request(form);
    } catch (error) {
      // 409: the request whose connection was lost is still running.
      const isFinal = error instanceof ApiError && error.status < 500 && error.status !== 409;
      if (isFinal || attempt === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt));
    }
  }
}
