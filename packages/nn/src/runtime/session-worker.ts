// The thread of a background session (background-session.ts): makes the session, then answers each order with its outputs.
import { parentPort, workerData } from 'node:worker_threads';
import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { Answer, Order, SessionPlan } from './background-session.js';
import { createSession } from './ort-session.js';

const { onnx, options } = workerData as SessionPlan;
let session: InferenceSession | undefined;

await settle(0, async () => {
  session = await createSession(onnx, options);
  return {};
});
if (session) parentPort!.on('message', ({ id, feeds }: Order) => settle(id, () => carryOut(session!, feeds)));

async function settle(id: number, work: () => Promise<Answer['outputs']>): Promise<void> {
  try {
    parentPort!.postMessage({ id, outputs: await work() } satisfies Answer);
  } catch (error) {
    parentPort!.postMessage({ id, outputs: {}, error: (error as Error).message } satisfies Answer);
  }
}

async function carryOut(of: InferenceSession, feeds: Order['feeds']): Promise<Answer['outputs']> {
  if (!feeds) {
    await of.release();
    return {};
  }
  const tensors = Object.entries(feeds).map(
    ([name, { type, data, dims }]) => [name, new Tensor(type, data, dims)] as const,
  );
  const outputs = Object.entries(await of.run(Object.fromEntries(tensors)));
  return Object.fromEntries(outputs.map(([name, { data }]) => [name, data as Float32Array]));
}
