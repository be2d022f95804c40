/** More than so many are not kept in memory at a time. */
const KEPT = 3;

/** What takes long to make, such as models that were opened: the least recently used is let go. */
export class Kept<Value> {
  readonly #values = new Map<string, Promise<Value>>();

  /** Made once for all who ask while it is made, and afterwards. What failed is tried again. */
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
