/** More than so many are not kept in memory at a time. */
const KEPT = 3;

/** Keeps values that take long to make, such as opened models; the least recently used is dropped. */
export class Kept<Value> {
  readonly #values = new Map<string, Promise<Value>>();

  /**
   * Made once for all callers, also those who ask while it is being made. After a failure it is tried again.
   */
  async get(key: string, make: () => Promise<Value>): Promise<Value> {
    const value = this.#values.get(key) ?? make();
    // Taken out and put in again: a Map lists in the order of insertion.
    this.#values.delete(key);
    this.#values.set(key, value);
    value.catch(() => this.#values.delete(key));
    const [oldest] = this.#values.keys();
    // It may be in use still: the garbage collector ends it.
    if (this.#values.size > KEPT) this.#values.delete(oldest!);
    return value;
  }

  takeAll(): Promise<Value>[] {
    const all = [...this.#values.values()];
    this.#values.clear();
    return all;
  }
}
