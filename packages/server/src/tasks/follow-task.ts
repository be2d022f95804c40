import type { GiemsaEvent } from '@giemsa/core';
import type { Tables } from '../storage/database.js';
import type { TaskProgress, TaskRequest } from '../storage/task-types.js';
import { changeTask } from '../storage/tasks.js';

const LOOK_MS = 1000;

/** Writes down how far a task is, and notices that a person stopped it. */
export class TaskFollower {
  #progress: TaskProgress = { step: 'collecting', done: 0, total: 0, secondsLeft: null };
  #began = performance.now();
  #doneBefore = 0;
  #hasComeForward = false;
  readonly #stopped = new AbortController();
  readonly #timer: NodeJS.Timeout;

  /** @param onError told of a database that is away: the task goes on */
  constructor(
    private readonly tables: Tables,
    private readonly id: string,
    private readonly kind: TaskRequest['kind'],
    private readonly onError: (error: Error) => void,
  ) {
    this.#timer = setInterval(() => void this.#look(), LOOK_MS);
  }

  /** Aborted when a person stopped it. */
  get stopped(): AbortSignal {
    return this.#stopped.signal;
  }

  end(): void {
    clearInterval(this.#timer);
  }

  onEvent = (event: GiemsaEvent): void => {
    if (this.kind === 'train' || this.kind === 'compare') this.#followRun(event, this.kind);
    else this.#followModel(event);
  };

  #followModel(event: GiemsaEvent): void {
    if (event.type === 'progress') {
      if (event.done < event.total) this.reach('counting', event.done, event.total);
      else this.reach('preparing', 0, 0);
    }
    if (event.type === 'epoch-progress') {
      const { epoch, epochs, step, steps } = event;
      this.reach('training', epoch * steps + step + 1, epochs * steps);
    }
    if (event.type === 'epoch' && event.epoch + 1 === event.epochs) this.reach('comparing', 0, 0);
  }

  #followRun(event: GiemsaEvent, kind: 'train' | 'compare'): void {
    if (event.type === 'progress') {
      if (event.done < event.total) this.reach('reading', event.done, event.total);
      else this.reach(kind === 'train' ? 'reading' : 'comparing', 0, 0);
    }
    if (event.type === 'epoch-progress' && event.phase === 'train') {
      const { epoch, epochs, step, steps } = event;
      this.reach('training', epoch * steps + step + 1, epochs * steps);
    }
    if (event.type === 'epoch') {
      this.#hasComeForward = true;
      if (event.epoch + 1 === event.epochs) this.reach('evaluating', 0, 0);
    }
  }

  reach(step: TaskProgress['step'], done: number, total: number): void {
    if (step !== this.#progress.step) [this.#began, this.#doneBefore] = [performance.now(), done];
    const ahead = done - this.#doneBefore;
    const each = (performance.now() - this.#began) / 1000 / ahead;
    const secondsLeft = ahead > 0 && done < total ? Math.round(each * (total - done)) : null;
    this.#progress = { step, done, total, secondsLeft };
  }

  async #look(): Promise<void> {
    const progress = this.#progress;
    try {
      // Of one that comes forward interruptions are no failed attempts.
      const isWanted = await changeTask(this.tables, this.id, {
        progress,
        ...(this.#hasComeForward && { attempts: 1 }),
      });
      if (!isWanted) this.#stopped.abort();
    } catch (error) {
      this.onError(error as Error);
    }
  }
}
