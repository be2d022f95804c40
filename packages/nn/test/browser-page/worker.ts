import {
  arrayDataset,
  chooseSession,
  loadModel,
  type Model,
  OpfsCheckpointStore,
  readModel,
  tryDevice,
} from '@giemsa/nn/browser';
import { cellNetwork, drawnCells, type Plan, train } from './training.js';

/** Of all weights, bit for bit. */
async function digest(model: Model): Promise<string> {
  const bytes = await new Blob(Object.values(model.getWeights()) as BlobPart[]).arrayBuffer();
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).join();
}

const base64 = (bytes: Uint8Array<ArrayBuffer>): string =>
  new FileReaderSync().readAsDataURL(new Blob([bytes])).replace(/^.*,/, '');

/** What the page can be asked to do. */
const JOBS = {
  session: () => chooseSession(),
  trial: (device: 'cpu' | 'webgpu') => tryDevice({ device }, 0),
  async train(plan: Plan) {
    const model = cellNetwork();
    const started = performance.now();
    const trained = await train(model, plan);
    const seconds = (performance.now() - started) / 1000;
    return { ...trained, seconds, probabilities: [...(await model.predict(drawnCells(16)))] };
  },
  async files(plan: Plan) {
    const model = cellNetwork();
    await train(model, plan);
    const onnx = await model.toBytes('onnx');
    const files = {
      onnx: base64(onnx),
      h5: base64(await model.toBytes('h5')),
      keras: base64(await model.toBytes('keras')),
    };
    await model.save('kept/cells.onnx');
    const probabilities = [...(await model.predict(drawnCells(16)))];
    const kept = [...(await (await loadModel('kept/cells.onnx')).model.predict(drawnCells(16)))];
    const [read] = await readModel(onnx, 'cells.onnx').model.predict(drawnCells(1));
    return { files, probabilities, kept, read };
  },
  async resumable(plan: Plan) {
    const model = cellNetwork();
    const checkpoints = new OpfsCheckpointStore('cells/checkpoint');
    const { losses } = await train(model, { ...plan, checkpoints }, (step) => console.info(`step ${step}`));
    return { steps: losses.length, weights: await digest(model) };
  },
  async unstopped(plan: Plan) {
    const model = cellNetwork();
    await train(model, plan);
    return digest(model);
  },
  async damaged() {
    const root = await navigator.storage.getDirectory();
    const folder = await (await root.getDirectoryHandle('cells')).getDirectoryHandle('checkpoint');
    const file = await (await folder.getFileHandle('last.safetensors')).createWritable({
      keepExistingData: true,
    });
    await file.write({ type: 'write', position: 20_000, data: new Uint8Array(8) });
    await file.close();
    return (await new OpfsCheckpointStore('cells/checkpoint').loadLatest())!.warnings;
  },
  async refused() {
    const model = cellNetwork();
    const data = arrayDataset({
      ...{ examples: new Uint8Array(64 * 64 * 3), exampleShape: [64, 64, 3] },
      ...{ targets: Float32Array.of(1), units: 1 },
    });
    await model.predict(data, { threads: 2 });
    const lines: string[] = [];
    for (const attempt of [
      () => model.predict(data, { device: 'cuda' }),
      () => model.predict(data, { threads: 7 }),
      () => model.save('cells.txt'),
      () => loadModel('nowhere.onnx'),
    ])
      lines.push(
        await attempt().then(
          () => 'done',
          (error: Error) => `${error.name}: ${error.message}`,
        ),
      );
    return lines;
  },
} satisfies Record<string, (argument: never) => unknown>;

async function follow({ data: { job, argument } }: MessageEvent): Promise<void> {
  try {
    postMessage({ result: await (JOBS as Record<string, (argument: unknown) => unknown>)[job]!(argument) });
  } catch (error) {
    postMessage({ error: String((error as Error).stack ?? error) });
  }
}

// Threads of onnxruntime-web load this file too.
if (self.name !== 'em-pthread') self.onmessage = follow;
