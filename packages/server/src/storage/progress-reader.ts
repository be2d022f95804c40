import { type Progress, progressOf } from './batches.js';
import type { Tables } from './database.js';

/** So long questions are collected before they are asked of the database together. */
const COLLECT_MS = 100;

/** Progress of batches for many who ask at once: one query for all of them. */
export class ProgressReader {
  #waiting: Map<string, ((result: Promise<Progress>) => void)[]> | undefined;

  constructor(private readonly tables: Tables) {}

  read(batchId: string): Promise<Progress> {
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
    const all = progressOf(this.tables, [...waiting.keys()]);
    for (const [id, askers] of waiting) {
      const one = all.then((progress) => progress.get(id)!);
      for (const resolve of askers) resolve(one);
    }
  }
}
