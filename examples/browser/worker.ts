import {
  adam,
  chooseSession,
  conv2d,
  dense,
  globalMaxPooling2D,
  input,
  Model,
  maxPooling2D,
  OpfsCheckpointStore,
  rescaling,
  type SymbolicTensor,
} from '@giemsa/nn/browser';
import { drawnCells, SIZE } from './cells.js';

// Trains in a worker, so that the page stays alive. A training computes for as long as a batch takes, then answers messages.

/** From the page: what to do. */
export type Order = 'train' | 'stop' | { readonly save: 'onnx' | 'h5' };

/** To the page. */
export type News =
  | { readonly kind: 'runtime'; readonly threads: number; readonly reason: string | undefined }
  | { readonly kind: 'batch'; readonly share: number }
  | { readonly kind: 'epoch'; readonly line: string }
  | { readonly kind: 'done'; readonly line: string }
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'error'; readonly line: string };

const EPOCHS = 6;
const CHECKPOINTS = 'cells-checkpoint';
const tell = (news: News) => self.postMessage(news);

const block = (x: SymbolicTensor, filters: number) =>
  maxPooling2D({ poolSize: 2 })(conv2d({ filters, kernelSize: 3, padding: 'same', activation: 'relu' })(x));

const images = input({ shape: [SIZE, SIZE, 3], dtype: 'uint8' });
const features = block(block(rescaling({ scale: 1 / 255 })(images), 16), 32);
const model = new Model(images, dense({ units: 2, activation: 'softmax' })(globalMaxPooling2D()(features)), {
  name: 'cells',
});
model.compile({ loss: 'sparse_categorical_crossentropy', optimizer: adam({ learningRate: 0.003 }) });

let isStopped = false;

async function train(): Promise<void> {
  isStopped = false;
  const { stopped } = await model.fit(drawnCells(400, 'training').dataset, {
    epochs: EPOCHS,
    batchSize: 20,
    validationData: drawnCells(100, 'validation').dataset,
    // The tab may be closed: the next one continues where this one was.
    checkpoints: { store: new OpfsCheckpointStore(CHECKPOINTS), resume: true, everySeconds: 10 },
    callbacks: [
      {
        onBatchEnd: ({ epoch, images, totalImages, phase }) => {
          if (phase === 'train') tell({ kind: 'batch', share: (epoch + images / totalImages) / EPOCHS });
        },
        onEpochEnd(epoch, { loss, val_accuracy = 0 }, control) {
          const accuracy = `${Math.round(100 * val_accuracy)} % of cells never seen are right`;
          tell({ kind: 'epoch', line: `epoch ${epoch + 1}: loss ${loss.toFixed(3)}, ${accuracy}` });
          if (isStopped) control.stopTraining('stopped');
        },
      },
    ],
  });
  // Whole: the next training goes on from these weights, with other steps.
  await (await navigator.storage.getDirectory()).removeEntry(CHECKPOINTS, { recursive: true });
  const { dataset } = drawnCells(2, String(Date.now()));
  const probabilities = await model.predict(dataset);
  const [healthy, infected] = [probabilities[1]!, probabilities[3]!].map((p) => `${Math.round(100 * p)} %`);
  tell({
    kind: 'done',
    line: `${stopped ?? 'done'}: a new healthy cell is infected by ${healthy}, an infected one by ${infected}`,
  });
}

async function follow({ data: order }: MessageEvent<Order>): Promise<void> {
  try {
    if (order === 'stop') isStopped = true;
    else if (order === 'train') await train();
    else tell({ kind: 'file', name: `cells.${order.save}`, bytes: await model.toBytes(order.save) });
  } catch (error) {
    tell({ kind: 'error', line: (error as Error).message });
  }
}

// Threads of onnxruntime-web may load this file too: bundlers put what its script shares with this one here.
if (self.name !== 'em-pthread') {
  self.onmessage = follow;
  const { threads = 1, reason } = chooseSession();
  tell({ kind: 'runtime', threads, reason });
}
