declare module 'fs-native-extensions' {
  /**
   * Locks a file, or a range of its bytes, for this open file alone.
   * @returns false when another open file holds a lock of it; @throws when the file system has no locks
   */
  export function tryLock(file: number, offset?: number, length?: number): boolean;
}
