/** Where bytes are kept by name: a folder, or a bucket. Names are like `pictures/ab/ab12…`. */
export interface PictureStore {
  /** @returns `undefined` when there is nothing of this name */
  read(name: string): Promise<Buffer | undefined>;
  has(name: string): Promise<boolean>;
  /** Stores a local file, which may be moved. A reader never sees half of it. */
  take(name: string, file: string): Promise<void>;
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Writes it unless the name exists; an existing one stays. */
  create(name: string, bytes: Uint8Array): Promise<void>;
  /** Waits until what was written under these names would survive a power cut. */
  sync(names: readonly string[]): Promise<void>;
  /** What is not there needs no deleting. */
  delete(name: string): Promise<void>;
  /** Everything whose name begins with `folder/`. */
  deleteFolder(folder: string): Promise<void>;
  /** Names right in a folder, without it. */
  list(folder: string): Promise<string[]>;
  /** When it was written; `undefined` when there is nothing of this name. */
  writtenAt(name: string): Promise<Date | undefined>;
}
