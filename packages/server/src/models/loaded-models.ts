import { type CellModel, type Explainer, openCellModel } from '@giemsa/core';
import { openExplainer } from '@giemsa/core/internal/explain/explainer';
import { openStages, type StageModel } from '@giemsa/core/smear';
import { Kept } from './kept.js';
import { ModelReader } from './model-reader.js';
import type { ModelEntry } from './registry.js';

/** Sessions of the models in use, the least recently used released. */
export class LoadedModels {
  readonly #predictors = new Kept<CellModel>();
  readonly #explainers = new Kept<Explainer>();
  readonly #heatGraphs = new Kept<Uint8Array>();
  readonly #reader = new ModelReader();
  #stages: Promise<StageModel> | undefined;

  /** @param threads within an operator; ONNX Runtime's choice when left out */
  constructor(private readonly threads?: number) {}

  predictor(entry: ModelEntry): Promise<CellModel> {
    return this.#predictors.get(entry.sha256, () =>
      ofChecksum(entry, async () => {
        const model = await openCellModel(entry.file, this.#options(), entry.meaning);
        return { value: model, sha256: model.sha256 };
      }),
    );
  }

  /** The network of stages that ships. */
  stages(): Promise<StageModel> {
    this.#stages ??= openStages(this.#options()).catch((error: unknown) => {
      this.#stages = undefined;
      throw error;
    });
    return this.#stages;
  }

  explainer(entry: ModelEntry): Promise<Explainer> {
    return this.#explainers.get(entry.sha256, async () => {
      const { calibration, imageSize } = entry.metadata;
      return openExplainer(await this.heatGraph(entry), {
        ...{ size: imageSize, name: entry.id, temperature: calibration?.temperature ?? 1 },
        ...this.#options(),
      });
    });
  }

  /**
   * A model with its heat maps as one ONNX graph: one picture of any size at a time, uint8 RGB. Probabilities are not scaled by the
   * temperature.
   */
  heatGraph(entry: ModelEntry): Promise<Uint8Array> {
    return this.#heatGraphs.get(entry.sha256, () =>
      ofChecksum(entry, async () => {
        const { graph, sha256 } = await this.#reader.makeHeatGraph(entry.file, entry.meaning);
        return { value: graph, sha256 };
      }),
    );
  }

  async release(): Promise<void> {
    const stages = this.#stages ? [this.#stages] : [];
    this.#stages = undefined;
    const opened = [...this.#predictors.takeAll(), ...this.#explainers.takeAll(), ...stages];
    const ended = await Promise.allSettled(opened);
    await Promise.all(ended.map((value) => value.status === 'fulfilled' && value.value.release()));
  }

  #options() {
    return this.threads === undefined ? {} : { threads: this.threads };
  }
}

/** What was opened is what the entry says: the file may have been replaced meanwhile. @throws Error then; it is tried again */
async function ofChecksum<Value>(
  { file, sha256 }: ModelEntry,
  open: () => Promise<{ value: Value; sha256: string }>,
): Promise<Value> {
  const opened = await open();
  if (opened.sha256 === sha256) return opened.value;
  throw new Error(`${file} was replaced while it was opened`);
}
