import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type CellModel, createExplainer, type Explainer, openCellModel, readCellModel } from '@giemsa/core';
import { Kept } from './kept.js';
import type { ModelEntry } from './registry.js';

/** Sessions of the models in use, the least recently used released. */
export class LoadedModels {
  readonly #predictors = new Kept<CellModel>();
  readonly #explainers = new Kept<Explainer>();

  /** @param threads within an operator; ONNX Runtime's choice when left out */
  constructor(private readonly threads?: number) {}

  predictor(entry: ModelEntry): Promise<CellModel> {
    return this.#predictors.get(entry.sha256, () =>
      ofChecksum(entry, () => openCellModel(entry.file, this.#options(), entry.meaning)),
    );
  }

  explainer(entry: ModelEntry): Promise<Explainer> {
    return this.#explainers.get(entry.sha256, async () => {
      const { model, metadata } = await ofChecksum(entry, () => readCellModel(entry.file, entry.meaning));
      const temperature = metadata.calibration?.temperature ?? 1;
      const options = { classIndex: metadata.positiveClass, temperature, ...this.#options() };
      return createExplainer(model, options);
    });
  }

  async release(): Promise<void> {
    const opened = [...this.#predictors.takeAll(), ...this.#explainers.takeAll()];
    const ended = await Promise.allSettled(opened);
    await Promise.all(ended.map((value) => value.status === 'fulfilled' && value.value.release()));
  }

  #options() {
    return this.threads === undefined ? {} : { threads: this.threads };
  }
}

/** What was opened is what the entry says: the file may have been replaced meanwhile. @throws Error then; it is tried again */
export async function ofChecksum<Opened>(
  { file, sha256 }: ModelEntry,
  open: () => Promise<Opened>,
): Promise<Opened> {
  const opened = await open();
  const now = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  if (now === sha256) return opened;
  throw new Error(`${file} was replaced while it was opened`);
}
