import { type ChildProcess, spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { RECIPES } from '@giemsa/core';
import { NotFound } from '@giemsa/core/internal/errors/kinds';
import { Busy } from '../refusals.js';

export interface TrainingRequest {
  /** One of the folders that the server was started with. */
  readonly data: string;
  readonly recipe: string;
  readonly epochs?: number | undefined;
}

/** Trains by the command line, in a process of its own: one training at a time. */
export class TrainingStarter {
  #running: { child?: ChildProcess; run: string } | undefined;

  /**
   * @param command how the command line of giemsa is called: program and first arguments
   * @param datasets folders that may be trained on
   */
  constructor(
    private readonly command: readonly string[],
    private readonly runs: string,
    readonly datasets: readonly string[],
  ) {}

  readonly recipes = RECIPES.map(({ name }) => name);

  /** @returns the name of the run. @throws UserError when a training runs, or data or recipe are not offered */
  async start({ data, recipe, epochs }: TrainingRequest): Promise<string> {
    if (this.#running) throw new Busy(`the training ${this.#running.run} is still running; one at a time`);
    const folder = this.datasets.find((offered) => offered === data);
    if (folder === undefined) {
      throw new NotFound(
        data,
        `the folder "${data}" is not offered; start the server with --dataset ${data}`,
      );
    }
    const time = new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
    const run = `${recipe}-${basename(resolve(folder))}-${time}`;
    // From here on nobody else starts one.
    this.#running = { run };
    if (!(await stat(folder).catch(() => undefined))) {
      this.#running = undefined;
      throw new NotFound(folder, `${folder}: there is no such folder`);
    }
    const [program, ...first] = this.command;
    const args = ['train', folder, '--recipe', recipe, '--out', join(this.runs, run)];
    if (epochs !== undefined) args.push('--epochs', String(epochs));
    const child = spawn(program!, [...first, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#running = { child, run };
    child.once('exit', () => {
      this.#running = undefined;
    });
    child.once('error', () => {
      this.#running = undefined;
    });
    child.stderr!.resume();
    return run;
  }

  /** Its checkpoint stays: the training goes on with `train --resume`. */
  async stop(): Promise<void> {
    const child = this.#running?.child;
    if (!child) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await ended;
  }
}
