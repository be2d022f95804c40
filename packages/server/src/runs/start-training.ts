import { basename, join, resolve } from 'node:path';
import { RECIPES, type TrainRequest } from '@giemsa/core';
import { NotFound } from '@giemsa/core/internal/errors/kinds';
import { exists } from '@giemsa/core/internal/files/exists';
import { openRun } from '@giemsa/core/internal/training/open-run';
import { Busy } from '../refusals.js';
import { trainInProcess } from '../training/train-in-process.js';
import { keepFailure } from './failure.js';

export interface TrainingRequest {
  /** One of the folders that the server was started with. */
  readonly data: string;
  readonly recipe: string;
  readonly epochs?: number | undefined;
}

interface Running {
  readonly run: string;
  readonly stopping: AbortController;
  /** When it has ended, in whatever way. */
  ended: Promise<void>;
}

/** Trains in a separate process, as workers do: one training at a time. */
export class TrainingStarter {
  #running: Running | undefined;

  /**
   * @param datasets folders that may be trained on
   * @param say what is told of a training that failed
   */
  constructor(
    private readonly runs: string,
    readonly datasets: readonly string[],
    private readonly say: (line: string) => void,
  ) {}

  readonly recipes = RECIPES.map(({ name }) => name);

  /** @returns the name of the run. @throws UserError when a training runs, data or recipe are not offered, or an option is wrong */
  async start({ data, recipe, epochs }: TrainingRequest): Promise<string> {
    if (this.#running) throw new Busy(`the training ${this.#running.run} is still running; one at a time`);
    const folder = this.datasets.find((offered) => offered === data);
    if (folder === undefined) {
      throw new NotFound(
        data,
        `the folder "${data}" is not offered; start the server with --dataset ${data}`,
      );
    }
    const started = new Date().toISOString();
    const time = started.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
    const run = `${recipe}-${basename(resolve(folder))}-${time}`;
    // From here on nobody else starts one.
    const running: Running = { run, stopping: new AbortController(), ended: Promise.resolve() };
    this.#running = running;
    const request = { data: folder, out: join(this.runs, run), choices: { recipe, epochs }, device: {} };
    try {
      if (!(await exists(folder))) throw new NotFound(folder, `${folder}: there is no such folder`);
      await openRun(request);
    } catch (error) {
      this.#running = undefined;
      throw error;
    }
    running.ended = this.#train(running, request, { started, recipe, epochs: epochs ?? null });
    return run;
  }

  async #train(
    { run, stopping }: Running,
    request: TrainRequest & { readonly out: string },
    started: Parameters<typeof keepFailure>[1],
  ): Promise<void> {
    try {
      await trainInProcess(request, stopping.signal);
    } catch (error) {
      if (stopping.signal.aborted) return;
      // The reason may name pictures and so patients, which no log holds.
      const kept = keepFailure(request.out, started, error as Error).then(
        () => 'the page shows why',
        () => 'the reason could not be written into its folder',
      );
      this.say(`The training ${run} failed; ${await kept}`);
    } finally {
      this.#running = undefined;
    }
  }

  /** Its checkpoint stays: the training continues with `train --resume`. */
  async stop(): Promise<void> {
    this.#running?.stopping.abort();
    await this.#running?.ended;
  }
}
