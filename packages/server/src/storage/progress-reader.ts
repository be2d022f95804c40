import { and, inArray, isNull } from 'drizzle-orm';
import { type Progress, progressOf } from './batches.js';
import type { Tables } from './database.js';
import { batches } from './schema.js';

/** How long questions are collected before they are sent to the database together. */
const COLLECT_MS = 100;

/** Progress of batches for many callers at once, with one query for all of them. */
export class ProgressReader {
  #waiting: Map<string, ((result: Promise<Progress | undefined>) => void)[]> | undefined;

  constructor(private readonly tables: Tables) {}

  /** @returns `undefined` when there is no such batch any more, or it lies in the trash */
  read(batchId: string): Promise<Progress | undefined> {
    return new Promise((resolve) => {
      if (!this.#waiting) {
        this.#waiting = new Map();
        setTimeout(() => this.#ask(), COLLECT_MS);
      }
      const askers = this.#waiting.get(batchId) ?? [];
      this.#waiting.set(batchId, [...askers, resolve]);
    });
  }

  #ask(): void {
    const waiting = this.#waiting!;
    this.#waiting = undefined;
    const all = this.#progress([...waiting.keys()]);
    for (const [id, askers] of waiting) {
      const one = all.then((progress) => progress.get(id));
      for (const resolve of askers) resolve(one);
    }
  }

  async #progress(ids: readonly string[]): Promise<Map<string, Progress>> {
    const progress = await progressOf(this.tables, ids);
    const rows = await this.tables
      .select({ id: batches.id })
      .from(batches)
      .where(and(inArray(batches.id, [...ids]), isNull(batches.deletedAt)));
    const there = new Set(rows.map(({ id }) => id));
    return new Map([...progress].filter(([id]) => there.has(id)));
  }
}
